import 'virtual:tokens.css'
import './shared/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { came, provedPath } from './api/came'
import { speak } from './api/client'
import { toProblem } from './api/problem'
import { loadSession } from './api/session'
import { Entry } from './entry/Entry'
import { ProvedPage } from './entry/ProvedPage'
import { startTexts } from './i18n'
import { applyLargeType } from './shared/lib/reading'

applyLargeType()
speak(await startTexts())
came.take()
const proved = window.location.pathname === provedPath
// When nobody answers, the entry says so and offers to try again.
const unreachable = proved ? null : await loadSession().then(() => null, toProblem)

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(<StrictMode>{proved ? <ProvedPage /> : <Entry unreachable={unreachable} />}</StrictMode>)
