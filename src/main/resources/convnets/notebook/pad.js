// A pad of 28×28 pixels to draw a digit on. Java answers with the state's probabilities, answer and maps.
const SIDE = 28;
const PATIENCE = 3000; // milliseconds until the reader is told that Java is silent

function element(name, className, text = "") {
  return Object.assign(document.createElement(name), { className, textContent: text });
}

function render({ model, el }) {
  const canvas = Object.assign(element("canvas", "convnets-paper"), { width: SIDE, height: SIDE, tabIndex: 0 });
  canvas.setAttribute("aria-label", "Drawing pad: draw a digit; the arrow keys move it");
  const bars = element("div", "convnets-bars");
  const buttons = element("div", "convnets-buttons");
  const answer = element("output", "convnets-answer");
  const maps = element("img", "convnets-maps");
  const pad = element("div", "convnets-pad");
  pad.append(canvas, bars, buttons, answer, maps);
  el.replaceChildren(pad);

  const pen = canvas.getContext("2d", { willReadFrequently: true });
  let strokes = model.get("strokes"); // lists of points [x, y], in pixels of the pad
  let drawing = null; // the stroke that the finger is on
  let asked = 0; // when Java was asked and has not answered, else 0
  let waiting = false; // something was drawn meanwhile
  let warning = 0;

  function paint() {
    pen.clearRect(0, 0, SIDE, SIDE);
    Object.assign(pen, { lineWidth: 2.4, lineCap: "round", lineJoin: "round", strokeStyle: "#fff" });
    for (const stroke of strokes) {
      pen.beginPath();
      pen.moveTo(...stroke[0]);
      for (const point of stroke) pen.lineTo(...point);
      pen.stroke();
    }
  }

  function ask() {
    paint();
    if (asked) {
      waiting = true;
      return;
    }
    asked = Date.now();
    const rgba = pen.getImageData(0, 0, SIDE, SIDE).data;
    const pixels = Array.from({ length: SIDE * SIDE }, (_, i) => rgba[4 * i + 3]);
    model.set({ asked, strokes: strokes.map(stroke => [...stroke]), pixels });
    model.save_changes();
    clearTimeout(warning);
    warning = setTimeout(() => {
      answer.textContent = "Java does not answer: a cell is running, or the kernel was restarted. Then run this cell again.";
      asked = 0;
    }, PATIENCE);
  }

  function place(event) {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) * SIDE / box.width, (event.clientY - box.top) * SIDE / box.height];
  }

  function move(right, down) {
    strokes = strokes.map(stroke => stroke.map(([x, y]) => [x + right, y + down]));
    ask();
  }

  function center() {
    const data = pen.getImageData(0, 0, SIDE, SIDE).data;
    let mass = 0, x = 0, y = 0;
    for (let i = 0; i < SIDE * SIDE; i++) {
      mass += data[4 * i + 3];
      x += data[4 * i + 3] * (i % SIDE + 0.5);
      y += data[4 * i + 3] * (Math.floor(i / SIDE) + 0.5);
    }
    if (mass) move(SIDE / 2 - x / mass, SIDE / 2 - y / mass);
  }

  canvas.onpointerdown = event => {
    canvas.setPointerCapture(event.pointerId);
    drawing = [place(event)];
    strokes = [...strokes, drawing];
    ask();
  };
  canvas.onpointermove = event => {
    if (drawing) {
      drawing.push(place(event));
      ask();
    }
  };
  canvas.onpointerup = canvas.onpointercancel = () => {
    drawing = null;
    ask();
  };
  const arrows = { ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowRight: [1, 0] };
  canvas.onkeydown = event => {
    if (arrows[event.key]) {
      event.preventDefault();
      event.stopPropagation();
      move(...arrows[event.key]);
    }
  };

  const actions = [
    ["Clear", "Take all away", () => { strokes = []; ask(); }],
    ["Undo", "Take the last stroke away", () => { strokes = strokes.slice(0, -1); ask(); }],
    ["Center", "Move the middle of the ink to the middle of the pad", center],
    ["←", "One pixel to the left", () => move(-1, 0)],
    ["↑", "One pixel up", () => move(0, -1)],
    ["↓", "One pixel down", () => move(0, 1)],
    ["→", "One pixel to the right", () => move(1, 0)],
  ];
  for (const [name, title, action] of actions) {
    buttons.append(Object.assign(element("button", "", name), { title, onclick: action }));
  }

  function show() {
    clearTimeout(warning);
    asked = 0;
    answer.textContent = model.get("answer");
    const best = Math.max(...model.get("probabilities"));
    bars.replaceChildren(...model.get("probabilities").map((p, i) => {
      const bar = element("div", p === best ? "convnets-best" : "", `${model.get("classes")[i]}  ${(100 * p).toFixed(1)} %`);
      bar.style.setProperty("--share", `${100 * p}%`);
      return bar;
    }));
    maps.hidden = !model.get("maps");
    if (model.get("maps")) {
      maps.src = `data:image/png;base64,${model.get("maps")}`;
      maps.alt = model.get("words");
    }
    if (waiting) {
      waiting = false;
      ask();
    }
  }
  model.on("change:turn", show);
  paint();
  show();
  return () => model.off("change:turn", show);
}

export default { render };
