export { Developers } from '@/features/developers/components/Developers'
