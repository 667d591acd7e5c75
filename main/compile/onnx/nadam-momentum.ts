/** How fast Nadam's momentum grows. */
const growth = 0.96
/** From here on `0.96ᵗ` changes no digit of a double. */
const settled = 1000

/**
 * The factors of m and g in Nadam's step t (from 1): `μₜ₊₁ / (1 − Πₜ₊₁)` and `(1 − μₜ) / (1 − Πₜ)`, where
 * `μᵢ = β₁·(1 − 0.96ⁱ/2)` and Πₜ is the product of the first t of them. It follows from t alone, so that nothing more must
 * be remembered. Source: Dozat 2016, with Keras's constants (keras/src/optimizers/nadam.py).
 */
export function nadamMomentum(beta1: number, t: number): [ofMoment: number, ofGradient: number] {
  const momentum = (step: number) => beta1 * (1 - growth ** step / 2)
  let product = beta1 ** Math.max(0, t - settled)
  for (let step = 1; step <= Math.min(t, settled); step += 1) product *= momentum(step)
  const [now, next] = [momentum(t), momentum(t + 1)]
  return [next / (1 - product * next), (1 - now) / (1 - product)]
}
