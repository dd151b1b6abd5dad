// Files that are chosen, and pictures as phones send them: JPEG, and not large.
const LONGEST = 1024;

function canvas(width, height) {
    return Object.assign(document.createElement("canvas"), { width, height });
}

function jpeg(drawing) {
    return new Promise((done) => drawing.toBlob(done, "image/jpeg", 0.8));
}

// A file that is chosen behind the button beside the field, in whichever form both are.
export function whenChosen(place, take) {
    const field = place.querySelector(".file");
    place.querySelector(".picture").addEventListener("click", () => field.click());
    field.addEventListener("change", () => {
        take(field.files[0]);
        field.value = "";
    });
}

// One of somebody's own.
export async function smaller(file) {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const drawing = canvas(picture.width * scale, picture.height * scale);
    drawing.getContext("2d").drawImage(picture, 0, 0, drawing.width, drawing.height);
    return jpeg(drawing);
}

// Shows it before anybody else has it.
export function dataUrl(picture) {
    return new Promise((done, fail) => {
        const reader = new FileReader();
        reader.addEventListener("load", () => done(reader.result));
        reader.addEventListener("error", () => fail(reader.error));
        reader.readAsDataURL(picture);
    });
}

// For those who have none at hand: a parcel that has seen better days.
export function parcel() {
    const drawing = canvas(360, 240);
    const pen = drawing.getContext("2d");
    const fill = (colour, ...box) => {
        pen.fillStyle = colour;
        pen.fillRect(...box);
    };
    fill("#dfe7e5", 0, 0, 360, 240);
    fill("#b5c2bf", 0, 190, 360, 50);
    pen.rotate(-0.06);
    fill("#c08b52", 88, 72, 176, 136);
    fill("#a87540", 88, 72, 176, 26);
    fill("#e3c9a0", 164, 72, 22, 136);
    fill("#ffffff", 200, 150, 50, 38);
    pen.strokeStyle = "#5f3f1e";
    pen.lineWidth = 4;
    pen.stroke(new Path2D("M96 74 L118 104 L106 124 L134 152"));
    return jpeg(drawing);
}
