import 'virtual:tokens.css'
import './shared/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { speak } from './api/client'
import { toProblem } from './api/problem'
import { loadSession } from './api/session'
import { Entry } from './entry/Entry'
import { startTexts } from './i18n'
import { applyLargeType } from './shared/lib/reading'

applyLargeType()
speak(await startTexts())
// When nobody answers, the entry says so and offers to try again.
const unreachable = await loadSession().then(() => null, toProblem)

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <Entry unreachable={unreachable} />
  </StrictMode>,
)
