/** Numbers that come one after the other; their memory doubles when it is full. */
export class NumberList {
  private numbers = new Float32Array(1 << 16)
  private length = 0

  push(value: number): void {
    if (this.length === this.numbers.length) {
      const larger = new Float32Array(2 * this.length)
      larger.set(this.numbers)
      this.numbers = larger
    }
    this.numbers[this.length] = value
    this.length += 1
  }

  view(): Float32Array {
    return this.numbers.subarray(0, this.length)
  }
}
