// What this device can carry. PDF takes 840 MB of memory, all else 310 MB.

const ENOUGH_MEMORY = 4; // Gigabytes, as browsers tell them: 0.25 to 8.
const PHONE = 600; // Pixels of the shorter side of a screen.

/** Why PDF is too much for this device, in words; empty where it is not, as far as the browser tells. */
export function whyNoPdf() {
  const memory = navigator.deviceMemory;
  if (typeof memory === "number" && memory < ENOUGH_MEMORY) {
    return "This device has too little memory to make PDF files.";
  }
  const isPhone = matchMedia("(pointer: coarse)").matches && Math.min(screen.width, screen.height) < PHONE;
  return isPhone ? "Making PDF files is too much for a phone." : "";
}

/** Whether a failure says that memory ran out. */
export function isOutOfMemory(error) {
  return error instanceof RangeError || /memory|allocat/i.test(error?.message || "");
}
