/** "Mỗi ngày 08 giờ làm việc". */
const MINUTES_A_DAY = 480;

/** Working minutes as an official says them: `quá hạn 2 ngày 3 giờ làm việc`. */
export function lateText(minutes: number): string {
  const parts = [
    [Math.floor(minutes / MINUTES_A_DAY), 'ngày'],
    [Math.floor((minutes % MINUTES_A_DAY) / 60), 'giờ'],
    [minutes % 60, 'phút'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  // Past its day but no office has opened since: late, by nothing yet.
  return said.length === 0 ? 'quá hạn, chưa tới giờ làm việc' : `quá hạn ${said.join(' ')} làm việc`;
}
