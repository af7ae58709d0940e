// The timer of a workshop. It stores when an activity ends rather than the seconds that have passed, so that
// a sleeping phone or a reload loses nothing.
(function () {
  "use strict";
  const MINUTE = 60000;
  const DAY = 24 * 60;
  const FORGOTTEN = 12 * 60 * MINUTE; // After so long nobody comes back to the same afternoon.
  const FAR_OFF = 120; // Minutes from the plan beyond which it is a rehearsal, not a delay.

  const element = (id) => document.getElementById(id);
  const plan = JSON.parse(element("plan").textContent);
  const activities = plan.activities;
  const rows = [...document.querySelectorAll("#agenda tr[data-activity]")];
  const key = `paired-learning-timer-1:${plan.workshop}`;
  const agenda = [plan.start, ...activities.map((activity) => activity.minutes)].join(" ");

  // State

  function fresh(start) {
    return {
      status: "ready", // ready, running, paused or over
      start, // planned start, in minutes after midnight
      index: 0, // the present activity
      endsAt: 0, // while running: the moment at which it ends
      left: activities.map((activity) => activity.minutes * MINUTE),
      began: activities.map(() => null), // moments, null for what was left out or is to come
    };
  }

  function remaining(now) {
    if (state.status === "over") {
      return 0;
    }
    return state.status === "running" ? Math.max(0, state.endsAt - now) : state.left[state.index];
  }

  function run(now) {
    state.status = "running";
    state.began[state.index] ??= now;
    state.endsAt = now + state.left[state.index];
  }

  function hold(now) {
    state.left[state.index] = remaining(now);
  }

  function move(index, now) {
    const runs = state.status === "running";
    if (index >= activities.length) {
      state.status = "over";
      state.endsAt = now;
      return;
    }
    state.index = index;
    if (runs) {
      run(now);
    } else if (state.status === "paused") {
      state.began[index] ??= now;
    }
  }

  const actions = {
    toggle(now) {
      if (state.status === "running") {
        hold(now);
        state.status = "paused";
      } else if (state.status !== "over") {
        run(now);
      }
    },
    skip(now) {
      if (state.status !== "over") {
        hold(now);
        move(state.index + 1, now);
      }
    },
    // A skipped activity continues where it stopped; one that had run out starts again.
    back(now) {
      const over = state.status === "over";
      const index = over ? state.index : Math.max(0, state.index - 1);
      if (!over) {
        hold(now);
        state.began[state.index] = index === state.index ? state.began[index] : null;
      }
      if (state.left[index] <= 0 || (!over && index === state.index)) {
        state.left[index] = activities[index].minutes * MINUTE;
      }
      state.status = over ? "paused" : state.status;
      move(index, now);
    },
    add(now) {
      if (state.status === "over") {
        state.left[state.index] = 0;
        state.status = "running";
        state.endsAt = now;
      }
      state.endsAt += MINUTE;
      state.left[state.index] += MINUTE;
    },
  };

  // Storage

  function saved() {
    try {
      const kept = JSON.parse(localStorage.getItem(key));
      return kept && kept.agenda === agenda ? kept : null;
    } catch {
      return null;
    }
  }

  function restored() {
    const kept = saved();
    if (kept === null) {
      return fresh(plan.start);
    }
    return Date.now() - kept.savedAt > FORGOTTEN ? fresh(kept.state.start) : kept.state;
  }

  function save() {
    try {
      localStorage.setItem(key, JSON.stringify({ agenda, savedAt: Date.now(), state }));
    } catch {
      // Without storage, the timer works until the page is closed.
    }
  }

  // Words

  function clock(minutes) {
    const time = ((Math.round(minutes) % DAY) + DAY) % DAY;
    return `${String(Math.floor(time / 60)).padStart(2, "0")}:${String(time % 60).padStart(2, "0")}`;
  }

  function counted(number, unit) {
    return `${number} ${unit}${number === 1 ? "" : "s"}`;
  }

  function minuteOfDay(moment) {
    const time = new Date(moment);
    return time.getHours() * 60 + time.getMinutes();
  }

  // Writes only what changed, so as not to disturb a screen reader.
  function show(id, text) {
    const where = typeof id === "string" ? element(id) : id;
    if (where.textContent !== text) {
      where.textContent = text;
    }
  }

  function mark(where, name, value) {
    if (value === null) {
      where.removeAttribute(name);
    } else if (where.getAttribute(name) !== value) {
      where.setAttribute(name, value);
    }
  }

  // When each activity begins, and the last one ends, in minutes after midnight; actual times for those that have begun.
  function times(now) {
    if (state.status === "ready") {
      let minutes = state.start;
      return [...activities.map((activity) => (minutes += activity.minutes) - activity.minutes), minutes];
    }
    let moment = state.status === "over" ? state.endsAt : now + remaining(now);
    const found = activities.map((_, index) => {
      if (index <= state.index) {
        return state.began[index] === null ? null : minuteOfDay(state.began[index]);
      }
      const begins = moment;
      moment += state.left[index];
      return minuteOfDay(begins);
    });
    return [...found, minuteOfDay(moment)];
  }

  function phase(left) {
    if (state.status !== "running") {
      return { ready: "Not started", paused: "Paused", over: "Over" }[state.status];
    }
    if (left <= MINUTE) {
      return "Last minute";
    }
    return left <= 5 * MINUTE && activities[state.index].minutes > 5 ? "Last five minutes" : "Running";
  }

  function punctuality(end) {
    const planned = state.start + activities.reduce((sum, activity) => sum + activity.minutes, 0);
    const late = ((((end - planned) % DAY) + DAY + DAY / 2) % DAY) - DAY / 2;
    if (state.status === "ready" || Math.abs(late) > FAR_OFF) {
      return "";
    }
    return late === 0 ? "On plan" : `${counted(Math.abs(late), "minute")} ${late > 0 ? "behind" : "ahead of"} plan`;
  }

  // Display

  function draw() {
    const now = Date.now();
    const over = state.status === "over";
    const activity = activities[state.index];
    const next = activities[state.index + 1];
    const left = remaining(now);
    const seconds = Math.ceil(left / 1000);
    const moments = times(now);

    document.body.dataset.phase = phase(left).toLowerCase().replaceAll(" ", "-");
    show("phase", phase(left));
    show("activity", over ? "The end" : activity.title);
    show("summary", over ? "" : activity.summary);
    show("digits", `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
    show("left", `${counted(Math.floor(seconds / 60), "minute")} ${counted(seconds % 60, "second")} left`);
    element("timer").classList.toggle("long", seconds >= 100 * 60);
    const whole = Math.max(activity.minutes * MINUTE, left);
    element("bar").style.width = `${(100 * left) / whole}%`;
    const ends = clock(moments.at(-1));
    const begins = clock(moments[state.index + 1]);
    show("next", over ? `Ended at ${ends}` : next ? `Next at ${begins}: ${next.title}` : `The end at ${begins}`);
    show("toggle", { ready: "Start", running: "Pause", paused: "Resume", over: "Pause" }[state.status]);
    for (const id of ["toggle", "skip"]) {
      mark(element(id), "aria-disabled", over ? "true" : null);
    }
    drawAgenda(moments);
  }

  function drawAgenda(moments) {
    const over = state.status === "over";
    rows.forEach((row, index) => {
      const isNow = !over && index === state.index;
      const isPast = over || index < state.index;
      const leftOut = isPast && state.began[index] === null;
      show(row.querySelector(".clock"), moments[index] === null ? "\u2013" : clock(moments[index]));
      show(row.querySelector(".mark"), isNow ? "Now" : leftOut ? "Left out" : isPast ? "Done" : "");
      row.classList.toggle("past", isPast);
      mark(row, "aria-current", isNow ? "step" : null);
    });
    show("end", clock(moments.at(-1)));
    const punctual = punctuality(moments.at(-1));
    show("punctual", punctual);
    element("punctual").hidden = punctual === "";
    element("start").disabled = state.status !== "ready";
    if (document.activeElement !== element("start")) {
      element("start").value = clock(state.start);
    }
  }

  // What a screen reader announces: changes, and five minutes and one minute before the end, but not every second.

  function say(words) {
    element("news").textContent = words;
  }

  function sayPresent() {
    if (state.status === "over") {
      say("The workshop is over.");
      return;
    }
    const next = activities[state.index + 1];
    const minutes = Math.ceil(remaining(Date.now()) / MINUTE);
    const title = activities[state.index].title;
    say(`Now: ${title}, ${counted(minutes, "minute")}. ${next ? `Next: ${next.title}` : "This is the last activity"}.`);
  }

  function sayTimeLeft(before, left) {
    const passed = [1, 5].find((minutes) => before > minutes * MINUTE && left <= minutes * MINUTE);
    if (passed) {
      say(`${counted(passed, "minute")} left: ${activities[state.index].title}.`);
    }
  }

  let seen = 0; // Time left when it was last looked at.

  function tick() {
    const now = Date.now();
    let changed = false;
    while (state.status === "running" && now >= state.endsAt) {
      state.left[state.index] = 0;
      move(state.index + 1, state.endsAt);
      changed = true;
    }
    const left = remaining(now);
    if (changed) {
      save();
      sayPresent();
      keepAwake();
    } else if (state.status === "running") {
      sayTimeLeft(seen, left);
    }
    seen = left;
    draw();
  }

  function act(name) {
    const before = { index: state.index, status: state.status };
    tick();
    actions[name](Date.now());
    seen = remaining(Date.now());
    save();
    draw();
    if (before.index !== state.index || before.status === "ready" || state.status === "over") {
      sayPresent();
    } else if (before.status !== state.status) {
      say(state.status === "paused" ? "Paused" : "Running again");
    } else if (name === "add") {
      say("One minute added");
    }
    keepAwake();
  }

  // The screen stays on while the timer runs, if the browser supports that.

  let lock = null;
  let asking = false;

  async function keepAwake() {
    const wanted = state.status === "running" && document.visibilityState === "visible";
    if (!wanted && lock) {
      lock.release();
    } else if (wanted && !lock && !asking && "wakeLock" in navigator) {
      asking = true;
      try {
        lock = await navigator.wakeLock.request("screen");
        lock.addEventListener("release", () => (lock = null));
      } catch {
        lock = null;
      }
      asking = false;
    }
  }

  // Pointer and keyboard

  for (const name of Object.keys(actions)) {
    element(name).addEventListener("click", () => act(name));
  }
  // A mouse click leaves the focus where it was, so that the space bar pauses rather than skips again.
  element("controls").addEventListener("mousedown", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    const own = event.target.closest("button, input, a, dialog");
    if (event.key === " " && !event.repeat && !own) {
      event.preventDefault();
      act("toggle");
    }
  });
  element("start").addEventListener("input", () => {
    const [hours, minutes] = element("start").value.split(":").map(Number);
    if (Number.isFinite(hours) && Number.isFinite(minutes)) {
      state.start = hours * 60 + minutes;
      save();
      draw();
    }
  });
  element("reset").addEventListener("click", () => element("sure").showModal());
  element("keep").addEventListener("click", () => element("sure").close());
  element("reset-now").addEventListener("click", () => {
    element("sure").close();
    state = fresh(state.start);
    save();
    tick();
    keepAwake();
    say("Back at the first activity");
  });
  window.addEventListener("storage", (event) => {
    if (event.key === key) {
      state = restored();
      tick();
      keepAwake();
    }
  });
  document.addEventListener("visibilitychange", () => {
    tick();
    keepAwake();
  });

  let state = restored();
  seen = remaining(Date.now());
  if (element("notes")) {
    element("notes").hidden = location.protocol === "file:";
  }
  element("stage").hidden = false;
  element("start-field").hidden = false;
  tick();
  keepAwake();
  setInterval(tick, 250);
})();
