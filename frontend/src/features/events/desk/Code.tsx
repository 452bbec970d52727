import { QRCodeSVG } from 'qrcode.react'

/** Black on white in every theme, with its quiet margin: scanners want that. */
export default function Code({ value, title }: { value: string; title: string }) {
  return (
    <QRCodeSVG
      value={value}
      title={title}
      level="M"
      size={240}
      marginSize={4}
      bgColor="#fff"
      fgColor="#000"
    />
  )
}
