import desk from '@/shared/desk/Desk.module.css'

export const Person = ({ name, email }: { name: string; email: string }) => (
  <>
    {name}
    <br />
    <span className={desk.muted}>{email}</span>
  </>
)
