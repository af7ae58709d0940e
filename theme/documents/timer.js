// The timer of a workshop. It stores when the present activity began rather than the seconds that have passed, so that
// a sleeping phone or a reload loses nothing, and so that two phones with the same state show the same by their clocks.
// It never goes on by itself: an activity that runs over counts up until somebody presses Next.
(function () {
  "use strict";
  const MINUTE = 60000;
  const DAY = 24 * 60;
  const FORGOTTEN = 12 * 60 * MINUTE; // After so long nobody comes back to the same afternoon.
  const FAR_OFF = 120; // Minutes from the plan beyond which it is a rehearsal, not a delay.
  const OFFER = 5; // Minutes to take from a later activity, at least, where it can spare them.
  const MOST_OFFERS = 4;

  const element = (id) => document.getElementById(id);
  const plan = JSON.parse(element("plan").textContent);
  const activities = plan.activities;
  const rows = [...document.querySelectorAll("#agenda tr[data-activity]")];
  const notes = [...document.querySelectorAll("[data-notes]")];
  const key = `paired-learning-timer-2:${plan.workshop}`;
  const settingsKey = "paired-learning-timer-settings";
  const agenda = [plan.start, ...activities.map((activity) => activity.minutes)].join(" ");

  // State

  function fresh(start) {
    return {
      status: "ready", // ready, running, paused or over
      start, // planned start, in minutes after midnight
      index: 0, // the present activity
      stoppedAt: 0, // the moment of the pause, or of the end
      minutes: activities.map((activity) => activity.minutes), // as changed
      began: activities.map(() => null), // moments, null for what was left out or is to come
      joined: 0, // the activity at which this phone followed the plan or a code: when those before began is unknown
      taken: null, // the last minutes taken: from, to (null if from lateness alone) and how many
    };
  }

  function elapsed(now) {
    if (state.status === "ready") {
      return 0;
    }
    const until = state.status === "running" ? now : state.stoppedAt;
    return Math.max(0, until - state.began[state.index]);
  }

  // Negative where the activity runs over.
  function remaining(now) {
    return state.minutes[state.index] * MINUTE - elapsed(now);
  }

  function move(index, now) {
    state.index = index;
    state.taken = null;
    if (state.status !== "ready") {
      state.began[index] ??= state.status === "paused" ? state.stoppedAt : now;
    }
  }

  const actions = {
    toggle(now) {
      if (state.status === "running") {
        state.status = "paused";
        state.stoppedAt = now;
      } else if (state.status === "paused") {
        state.began[state.index] += now - state.stoppedAt;
        state.status = "running";
      } else if (state.status === "ready") {
        state.status = "running";
        state.began[state.index] = now;
      }
    },
    "next-activity"(now) {
      if (state.index < activities.length - 1) {
        move(state.index + 1, now);
      } else if (state.status === "running" || state.status === "paused") {
        state.stoppedAt = state.status === "running" ? now : state.stoppedAt;
        state.status = "over";
      }
    },
    // Goes on with the activity before as though Next had not been pressed.
    back(now) {
      if (state.status === "over") {
        state.status = "running";
      } else if (state.index > 0) {
        const began = state.began[state.index];
        state.began[state.index] = null;
        if (state.status !== "ready") {
          state.began[state.index - 1] ??= began - state.minutes[state.index - 1] * MINUTE;
        }
        move(state.index - 1, now);
      }
    },
    add() {
      if (state.status !== "over") {
        state.minutes[state.index] += 1;
      }
    },
    undo() {
      const { from, to, minutes } = state.taken;
      state.minutes[from] += minutes;
      if (to !== null) {
        state.minutes[to] -= minutes;
      }
      state.taken = null;
    },
    follow(now) {
      const midnight = new Date(now).setHours(0, 0, 0, 0);
      const sinceStart = Math.floor((now - midnight) / MINUTE) - state.start;
      let begins = 0;
      let index = 0;
      while (index < activities.length - 1 && sinceStart >= begins + state.minutes[index]) {
        begins += state.minutes[index];
        index += 1;
      }
      state = { ...state, status: "running", index, joined: index, began: activities.map(() => null), taken: null };
      state.began[index] = midnight + (state.start + begins) * MINUTE;
    },
  };

  // Minutes that later activities can give up, the most first, as many as fit on a phone; in the order of the agenda.
  function offers(now) {
    const over = state.status !== "over" && remaining(now) < 0;
    const wanted = Math.max(over ? OFFER : 0, over ? Math.ceil(-remaining(now) / MINUTE) : (lateness(now) ?? 0));
    if (state.status === "ready" || state.status === "over" || wanted < 1) {
      return { over, late: 0, choices: [] };
    }
    const choices = activities
      .map((activity, index) => {
        const spare = index > state.index ? activity.saves - Math.max(0, activity.minutes - state.minutes[index]) : 0;
        return { index, minutes: Math.min(wanted, spare) };
      })
      .filter((choice) => choice.minutes > 0)
      .sort((first, second) => second.minutes - first.minutes || first.index - second.index)
      .slice(0, MOST_OFFERS)
      .sort((first, second) => first.index - second.index);
    return { over, late: wanted, choices };
  }

  function take(index, minutes) {
    const to = remaining(Date.now()) < 0 ? state.index : null;
    state.minutes[index] -= minutes;
    if (to !== null) {
      state.minutes[to] += minutes;
    }
    state.taken = { from: index, to, minutes };
  }

  // The state as a code: planned start, present activity and when it began, then each activity with other minutes.
  // Two characters check the rest, with the workshop and its agenda. No I, O, 0 or 1, which are easily mistaken.

  const LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  const SECONDS = DAY * 60;
  const CHANGE = 512; // Added to a change in minutes, so that it is not negative.

  function letters(number, length) {
    const digits = [];
    for (let rest = number; digits.length < length; rest = Math.floor(rest / 32)) {
      digits.unshift(LETTERS[rest % 32]);
    }
    return digits.join("");
  }

  function number(text) {
    return [...text].reduce((sum, letter) => sum * 32 + LETTERS.indexOf(letter), 0);
  }

  function checked(text) {
    const sum = [...`${plan.workshop} ${agenda} ${text}`].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 1021, 7);
    return letters(sum, 2);
  }

  function code() {
    const began = new Date(state.began[state.index]);
    const seconds = (began.getHours() * 60 + began.getMinutes()) * 60 + began.getSeconds();
    const changes = state.minutes
      .map((minutes, index) => letters(index, 1) + letters(minutes - activities[index].minutes + CHANGE, 2))
      .filter((_, index) => state.minutes[index] !== activities[index].minutes);
    const text = letters((state.start * 32 + state.index) * SECONDS + seconds, 7) + changes.join("");
    return (text + checked(text)).match(/.{1,3}/g).join(" ");
  }

  // The state of a code, null if it has a mistake or is another workshop's.
  function decoded(typed, now) {
    const text = typed.toUpperCase().replace(/[^0-9A-Z]/g, "");
    const body = text.slice(0, -2);
    const wrong = [...text].some((letter) => !LETTERS.includes(letter));
    if (wrong || text.length < 9 || text.length % 3 || checked(body) !== text.slice(-2)) {
      return null;
    }
    const head = number(body.slice(0, 7));
    const place = Math.floor(head / SECONDS);
    const decodedState = fresh(Math.floor(place / 32));
    if (decodedState.start >= DAY || place % 32 >= activities.length) {
      return null;
    }
    decodedState.status = "running";
    decodedState.index = place % 32;
    decodedState.joined = decodedState.index;
    let began = new Date(now).setHours(0, 0, head % SECONDS, 0);
    began -= Math.round((began - now) / (DAY * MINUTE)) * DAY * MINUTE; // Yesterday, if it began before midnight.
    decodedState.began[decodedState.index] = began;
    for (const change of body.slice(7).match(/.{3}/g) || []) {
      const index = number(change[0]);
      const minutes = index < activities.length ? activities[index].minutes + number(change.slice(1)) - CHANGE : 0;
      if (minutes < 1) {
        return null;
      }
      decodedState.minutes[index] = minutes;
    }
    return decodedState;
  }

  // Storage

  function read(name) {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null;
    }
  }

  function write(name, value) {
    try {
      localStorage.setItem(name, JSON.stringify(value));
    } catch {
      // Without storage, the timer works until the page is closed.
    }
  }

  function restored() {
    const stored = read(key);
    if (!stored || stored.agenda !== agenda) {
      return fresh(plan.start);
    }
    return Date.now() - stored.savedAt > FORGOTTEN ? fresh(stored.state.start) : stored.state;
  }

  function save() {
    write(key, { agenda, savedAt: Date.now(), state });
  }

  // Words

  function clock(minutes) {
    const time = ((Math.round(minutes) % DAY) + DAY) % DAY;
    return `${String(Math.floor(time / 60)).padStart(2, "0")}:${String(time % 60).padStart(2, "0")}`;
  }

  function counted(number, unit) {
    return `${number} ${unit}${number === 1 ? "" : "s"}`;
  }

  function digits(seconds) {
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  function spoken(seconds) {
    return `${counted(Math.floor(seconds / 60), "minute")} ${counted(seconds % 60, "second")}`;
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
      return [...state.minutes.map((length) => (minutes += length) - length), minutes];
    }
    const began = Math.max(now, state.began[state.index]);
    let moment = state.status === "over" ? state.stoppedAt : began + Math.max(0, remaining(now));
    const moments = activities.map((_, index) => {
      if (index <= state.index) {
        return state.began[index] === null ? null : minuteOfDay(state.began[index]);
      }
      const begins = moment;
      moment += state.minutes[index] * MINUTE;
      return minuteOfDay(begins);
    });
    return [...moments, minuteOfDay(moment)];
  }

  // Minutes behind the plan, negative if ahead of it; null before the start and where it is a rehearsal.
  function lateness(now) {
    const planned = state.start + activities.reduce((sum, activity) => sum + activity.minutes, 0);
    const late = ((((times(now).at(-1) - planned) % DAY) + DAY + DAY / 2) % DAY) - DAY / 2;
    return state.status === "ready" || Math.abs(late) > FAR_OFF ? null : late;
  }

  function punctuality(late) {
    if (late === null) {
      return "";
    }
    return late === 0 ? "On plan" : `${counted(Math.abs(late), "minute")} ${late > 0 ? "behind" : "ahead of"} plan`;
  }

  function phase(left, now) {
    if (state.status !== "running") {
      return { ready: "Not started", paused: "Paused", over: "Over" }[state.status];
    }
    if (now < state.began[state.index]) {
      return `Starts at ${clock(state.start)}`;
    }
    if (left <= 0) {
      return "Over time";
    }
    if (left <= MINUTE) {
      return "Last minute";
    }
    return left <= 5 * MINUTE && state.minutes[state.index] > 5 ? "Last five minutes" : "Running";
  }

  function shortened(index) {
    const minutes = activities[index].minutes - state.minutes[index];
    return minutes > 0 ? `Shortened by ${counted(minutes, "minute")}. ${activities[index].late}` : "";
  }

  // Display

  function draw() {
    const now = Date.now();
    const over = state.status === "over";
    const activity = activities[state.index];
    const next = activities[state.index + 1];
    const left = over ? 0 : remaining(now);
    const seconds = left > 0 ? Math.ceil(left / 1000) : Math.floor(-left / 1000);
    const gone = over ? 0 : Math.floor(elapsed(now) / 1000);
    const moments = times(now);

    const present = phase(left, now);
    document.body.dataset.phase = present.startsWith("Starts") ? "waiting" : present.toLowerCase().replaceAll(" ", "-");
    show("phase", present);
    show("activity", over ? "The end" : activity.title);
    show("summary", over ? "" : activity.summary);
    show("digits", `${left < 0 ? "+" : ""}${digits(seconds)}`);
    show("elapsed", over ? "" : `${digits(gone)} of ${counted(state.minutes[state.index], "minute")} gone`);
    show("left", `${spoken(seconds)} ${left < 0 ? "over" : "left"}${over ? "" : `, ${spoken(gone)} gone`}`);
    element("timer").classList.toggle("long", element("digits").textContent.length > 5);
    element("bar").style.width = `${(100 * Math.max(0, left)) / (state.minutes[state.index] * MINUTE)}%`;
    const begins = clock(moments[state.index + 1]);
    const ends = clock(moments.at(-1));
    show("next", over ? `Ended at ${ends}` : next ? `Next at ${begins}: ${next.title}` : `The end at ${begins}`);
    show("toggle", { ready: "Start", running: "Pause", paused: "Resume", over: "Pause" }[state.status]);
    show("next-activity", next || state.status === "ready" ? "Next" : "Finish");
    const moves = present === "Over time";
    element("toggle").classList.toggle("main", !moves);
    element("next-activity").classList.toggle("main", moves);
    for (const id of ["toggle", "next-activity", "add"]) {
      mark(element(id), "aria-disabled", over ? "true" : null);
    }
    if (element("secret")) {
      element("secret").hidden = state.status !== "ready";
    }
    // Before the start of a workshop that keeps a secret, nobody sees one by opening the page.
    drawCues(over || (element("secret") && state.status === "ready") ? null : gone);
    drawOffers(now);
    drawNotes();
    show("shortened", over ? "" : shortened(state.index));
    element("shortened").hidden = element("shortened").textContent === "";
    drawAgenda(moments, now);
    drawSecond();
  }

  // The cues of the present activity that are due at an elapsed time, and those that come next.
  function cuesAt(seconds) {
    const cues = activities[state.index].cues;
    const minute = Math.max(...cues.filter((cue) => cue[0] * 60 <= seconds).map((cue) => cue[0]));
    const coming = Math.min(...cues.filter((cue) => cue[0] * 60 > seconds).map((cue) => cue[0]));
    const words = (at) => cues.filter((cue) => cue[0] === at).map((cue) => cue[1]).join(" ");
    return { minute, due: words(minute), coming, next: words(coming) };
  }

  function drawCues(seconds) {
    const empty = seconds === null || activities[state.index].cues.length === 0;
    element("cues").hidden = empty;
    if (empty) {
      return;
    }
    const cue = cuesAt(seconds);
    show("due", cue.due ? `Minute ${cue.minute}: ${cue.due}` : "");
    const wait = cue.coming * 60 - seconds;
    show("coming", cue.next ? `In ${digits(wait)}, minute ${cue.coming}: ${cue.next}` : "");
    element("due").classList.toggle("fresh", state.status === "running" && seconds - cue.minute * 60 < 60);
  }

  let offered = "";

  function drawOffers(now) {
    const { over, late, choices } = offers(now);
    const panel = element("offers");
    const wanted = over || (late > 0 && choices.length > 0);
    if (wanted && (panel.hidden || over !== (panel.dataset.over === "yes"))) {
      panel.open = over;
    }
    panel.dataset.over = over ? "yes" : "no";
    panel.hidden = !wanted;
    show("offers-title", over ? "Over time: take minutes from later" : `${counted(late, "minute")} behind: save minutes later`);
    element("offers-none").hidden = choices.length > 0;
    // Made again only when they change, so that the focus stays.
    const drawn = JSON.stringify([over, choices]);
    if (drawn !== offered) {
      offered = drawn;
      element("choices").replaceChildren(...choices.map(choiceButton));
    }
    element("taken").hidden = state.taken === null;
    if (state.taken) {
      show("taken-text", `${counted(state.taken.minutes, "minute")} taken from ${activities[state.taken.from].title}.`);
    }
  }

  function choiceButton({ index, minutes }) {
    const button = document.createElement("button");
    button.type = "button";
    const title = document.createElement("span");
    title.textContent = `Take ${counted(minutes, "minute")} from ${activities[index].title}`;
    const how = document.createElement("span");
    how.className = "how";
    how.textContent = activities[index].late;
    button.append(title, how);
    button.addEventListener("click", () => {
      take(index, minutes);
      changed();
      say(`${counted(minutes, "minute")} taken from ${activities[index].title}.`);
      element("undo").focus({ preventScroll: true });
    });
    return button;
  }

  let notesOpen = false;

  // Notes of the present activity; open if those before were, a break between them or not.
  function drawNotes() {
    const present = notes.find((each) => Number(each.dataset.notes) === state.index);
    if (notes.some((each) => each.hidden === (each === present))) {
      const before = notes.filter((each) => !each.hidden);
      notesOpen = before.length ? before.some((each) => each.open) : notesOpen;
      for (const each of notes) {
        each.hidden = each !== present;
        each.open = notesOpen;
      }
    }
    const link = element("notes");
    const about = activities[state.index];
    if (link) {
      mark(link, "href", `${link.getAttribute("href").split("#")[0]}${about.notes ? `#activity-${about.id}` : ""}`);
    }
  }

  function drawAgenda(moments, now) {
    const over = state.status === "over";
    rows.forEach((row, index) => {
      const isNow = !over && index === state.index;
      const isPast = over || index < state.index;
      const leftOut = isPast && state.began[index] === null && index >= state.joined;
      show(row.querySelector(".clock"), moments[index] === null ? "\u2013" : clock(moments[index]));
      show(row.querySelector(".mark"), isNow ? "Now" : leftOut ? "Left out" : isPast ? "Done" : shortened(index) && "Shortened");
      show(row.querySelector(".number"), String(state.minutes[index]));
      row.classList.toggle("past", isPast);
      mark(row, "aria-current", isNow ? "step" : null);
    });
    show("end", clock(moments.at(-1)));
    const punctual = punctuality(lateness(now));
    show("punctual", punctual);
    element("punctual").hidden = punctual === "";
    element("start").disabled = state.status !== "ready";
    if (document.activeElement !== element("start")) {
      element("start").value = clock(state.start);
    }
  }

  function drawSecond() {
    const words = { ready: "after the start", paused: "after the pause", over: "none, as the workshop is over" };
    show("code", state.status === "running" ? code() : words[state.status]);
  }

  // What a screen reader announces: changes and cues, and five minutes and one minute before the end, but not every second.

  function say(words) {
    element("news").textContent = words;
  }

  function sayPresent() {
    if (state.status === "over") {
      say("The workshop is over.");
      return;
    }
    const next = activities[state.index + 1];
    const minutes = Math.max(0, Math.ceil(remaining(Date.now()) / MINUTE));
    const title = activities[state.index].title;
    const cue = cuesAt(elapsed(Date.now()) / 1000).due;
    const follows = next ? `Next: ${next.title}` : "This is the last activity";
    say(`Now: ${title}, ${counted(minutes, "minute")}. ${follows}.${cue ? ` ${cue}` : ""}`);
  }

  // Sound and vibration

  const CUE = { vibration: [250, 120, 250], tones: [0, 0.25] };
  const TIME_UP = { vibration: [600, 200, 600, 200, 600], tones: [0, 0.35, 0.7] };
  const settings = { sound: true, vibration: true, ...read(settingsKey) };
  let audio = null;

  // A browser allows sound only once somebody has touched the page.
  function allowSound() {
    const Audio = window.AudioContext || window.webkitAudioContext;
    if (Audio && settings.sound) {
      audio ??= new Audio();
      audio.resume?.();
    }
    element("silent").hidden = true;
  }

  function signal({ vibration, tones }) {
    if (settings.vibration && navigator.vibrate) {
      navigator.vibrate(vibration);
    }
    if (settings.sound && audio) {
      for (const delay of tones) {
        const tone = audio.createOscillator();
        const volume = audio.createGain();
        tone.frequency.value = 880;
        volume.gain.value = 0.25;
        tone.connect(volume).connect(audio.destination);
        tone.start(audio.currentTime + delay);
        tone.stop(audio.currentTime + delay + 0.15);
      }
    }
  }

  for (const name of ["sound", "vibration"]) {
    element(name).checked = settings[name];
    element(name).addEventListener("change", () => {
      settings[name] = element(name).checked;
      write(settingsKey, settings);
      allowSound();
    });
  }
  element("vibration-field").hidden = !navigator.vibrate;
  document.addEventListener("pointerdown", allowSound);
  document.addEventListener("keydown", allowSound);

  // Time

  let seen = { left: 0, minute: 0 }; // Time left and minute of the cue when they were last looked at.

  function look() {
    const now = Date.now();
    return { left: remaining(now), minute: cuesAt(elapsed(now) / 1000).minute };
  }

  function tick() {
    if (state.status === "running") {
      const present = look();
      const title = activities[state.index].title;
      const words = [];
      if (present.minute > seen.minute) {
        words.push(cuesAt(present.minute * 60).due);
      }
      const passed = [1, 5].find((minutes) => seen.left > minutes * MINUTE && present.left <= minutes * MINUTE);
      const up = seen.left > 0 && present.left <= 0;
      if (up) {
        words.push(`Time is up: ${title}.`);
      } else if (passed) {
        words.push(`${counted(passed, "minute")} left: ${title}.`);
      }
      if (up || present.minute > seen.minute) {
        signal(up ? TIME_UP : CUE);
      }
      if (words.length) {
        say(words.join(" "));
      }
      seen = present;
    }
    draw();
  }

  // After every change of the state.
  function changed() {
    seen = look();
    save();
    draw();
    keepAwake();
  }

  function act(name) {
    const before = { index: state.index, status: state.status };
    tick();
    actions[name](Date.now());
    changed();
    if (before.index !== state.index || before.status === "ready" || state.status === "over" || before.status === "over") {
      sayPresent();
    } else if (before.status !== state.status) {
      say(state.status === "paused" ? "Paused" : "Running again");
    } else if (name === "add") {
      say("One minute added");
    } else if (name === "undo") {
      say("Undone");
    }
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
  element("undo").addEventListener("click", () => element("next-activity").focus({ preventScroll: true }));
  // A mouse click leaves the focus where it was, so that the space bar pauses rather than goes on again.
  element("controls").addEventListener("mousedown", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    const own = event.target.closest("button, input, a, dialog, summary");
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
  function join() {
    const joined = decoded(element("other").value, Date.now());
    const fault = "This is not a code of this workshop's timer. Check each letter.";
    show("wrong", joined ? "" : fault);
    mark(element("other"), "aria-invalid", joined ? null : "true");
    if (joined) {
      state = joined;
      element("other").value = "";
      changed();
      sayPresent();
    } else {
      say(fault);
    }
  }
  element("join").addEventListener("click", join);
  element("other").addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      join();
    }
  });
  element("reset").addEventListener("click", () => element("sure").showModal());
  element("keep").addEventListener("click", () => element("sure").close());
  element("reset-now").addEventListener("click", () => {
    element("sure").close();
    state = fresh(state.start);
    changed();
    say("Back at the first activity");
  });
  window.addEventListener("storage", (event) => {
    if (event.key === key) {
      state = restored();
      seen = look();
      draw();
      keepAwake();
    }
  });
  document.addEventListener("visibilitychange", () => {
    tick();
    keepAwake();
  });

  let state = restored();
  seen = look();
  element("silent").hidden = state.status !== "running" || !settings.sound;
  // A file on its own has neither the notes nor the other timers beside it.
  for (const id of ["notes", "sizes"]) {
    if (element(id)) {
      element(id).hidden = location.protocol === "file:";
    }
  }
  for (const id of ["stage", "start-field", "settings"]) {
    element(id).hidden = false;
  }
  document.body.classList.add("live");
  draw();
  keepAwake();
  setInterval(tick, 250);
})();
