// Clocks that run out. They follow the server's clock, which the page states: an officer's machine may be wrong.
import { announce, say } from "./words.ts";

const WARN_FROM = 60;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What is left of so many seconds: "0:42", "12:05", "3:00:00", or days and hours in words. */
export function left(seconds: number, days: (days: number, hours: number) => string): string {
  const whole = Math.max(0, Math.ceil(seconds));
  if (whole >= 2 * DAY) return days(Math.floor(whole / DAY), Math.floor((whole % DAY) / HOUR));
  const parts = [Math.floor(whole / HOUR), Math.floor((whole % HOUR) / MINUTE), whole % MINUTE];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((part, at) => (at ? String(part).padStart(2, "0") : String(part))).join(":");
}

/** How far this machine's clock is behind the server's, in milliseconds. */
export function clockError(serverSaid: string | undefined, receivedAt: number): number {
  const said = Date.parse(serverSaid ?? "");
  return Number.isNaN(said) ? 0 : said - receivedAt;
}

/** Let every clock of the page tick. */
export function countDown(): void {
  const navigation = performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming | undefined;
  const received = performance.timeOrigin + (navigation?.responseStart ?? 0);
  const error = clockError(document.body.dataset.now, received);
  const tick = () => {
    for (const clock of document.querySelectorAll<HTMLElement>("[data-countdown]")) show(clock, Date.now() + error);
  };
  tick();
  setInterval(tick, 1000);
}

function show(clock: HTMLElement, now: number): void {
  const seconds = (Date.parse(clock.dataset.countdown ?? "") - now) / 1000;
  if (Number.isNaN(seconds)) return;
  clock.title ||= clock.textContent.trim();
  const text = seconds > 0 ? left(seconds, (days, hours) => say("days", { days, hours })) : say("time_is_up");
  if (clock.textContent !== text) clock.textContent = text;
  clock.classList.toggle("warn", seconds < WARN_FROM);
  if (seconds < WARN_FROM) warnOnce(clock, seconds);
}

function warnOnce(clock: HTMLElement, seconds: number): void {
  const stage = seconds > 0 ? "soon" : "over";
  if (clock.dataset.said === stage) return;
  clock.dataset.said = stage;
  announce([clock.getAttribute("aria-label"), say(stage === "soon" ? "less_than_a_minute" : "time_is_up")].filter(Boolean).join(": "));
}
