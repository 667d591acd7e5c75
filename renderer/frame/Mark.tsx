/** The product's mark: threads of a loom, woven as layers are. */
export function Mark() {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" role="img" aria-label="LayerLoom">
      <rect x="1" y="1" width="22" height="22" rx="6" style={{ fill: 'var(--loom-accent)' }} />
      <g fill="none" stroke="#fff" strokeWidth="2.2" strokeLinecap="round">
        <path d="M5.5 8.5h3M12.2 8.5h6.3" />
        <path d="M5.5 15.5h6.3M15.5 15.5h3" />
        <path d="M8.5 5.5v6.3M8.5 15.2v3.3" opacity="0.75" />
        <path d="M15.5 5.5v3M15.5 12.2v6.3" opacity="0.75" />
      </g>
    </svg>
  )
}
