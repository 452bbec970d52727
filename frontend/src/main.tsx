import './app/styles/index.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { start } from './app/start'
import { App } from './app/App'
import { isProblem } from './api/problem'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

await start()
createRoot(root, {
  // A refused request has its page; only real faults belong in the console.
  onCaughtError: (error) => {
    if (!isProblem(error)) console.error(error)
  },
}).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
