// Emoji, found by their names in any of the console's languages.
import { currentLanguage, LANGUAGES } from "../core/words.js";

/** Each with its names, in the order of the languages; several words of one name are joined. */
const ALL = `😀 grin sonrisa sorriso
😂 laugh risa risada
😊 smile feliz feliz
🙂 content contento contente
😉 wink guiño piscada
😍 love enamorado apaixonado
😘 kiss beso beijo
😎 cool genial legal
🤔 think pensar pensar
😅 relief alivio alívio
😇 angel ángel anjo
🥳 party fiesta festa
😢 sad triste triste
😭 cry llorar chorar
😮 surprise sorpresa surpresa
😕 confused confuso confuso
😠 angry enojado bravo
😴 sleep dormir dormir
🤒 sick enfermo doente
🙏 thanks gracias obrigado
👍 yes sí sim
👎 no no não
👌 okay vale certo
👏 applause aplauso aplauso
👋 hello hola olá
🙌 hooray hurra viva
💪 strong fuerza força
🤝 deal acuerdo acordo
👉 here aquí aqui
☝️ attention atención atenção
🤞 luck suerte sorte
❤️ heart corazón coração
💔 broken roto partido
🎉 congratulations felicidades parabéns
🎁 gift regalo presente
🎂 birthday cumpleaños aniversário
⭐ star estrella estrela
✨ sparkles brillo brilho
🔥 fire fuego fogo
💡 idea idea ideia
✅ done hecho feito
❌ wrong mal errado
⚠️ warning aviso aviso
❓ question pregunta pergunta
❗ important importante importante
ℹ️ information información informação
⏰ clock reloj relógio
⏳ wait espera espera
📅 date fecha data
📦 parcel paquete pacote
🚚 delivery entrega entrega
🛒 cart carrito carrinho
💳 card tarjeta cartão
💰 money dinero dinheiro
🧾 receipt recibo recibo
🏷️ price precio preço
📄 document documento documento
📎 clip adjunto anexo
📷 photo foto foto
📞 phone teléfono telefone
📱 mobile móvil celular
✉️ mail correo correio
💬 message mensaje mensagem
💻 computer computadora computador
🔒 lock candado cadeado
🔑 key llave chave
🔍 search buscar procurar
🔧 repair reparar consertar
🏠 house casa casa
🏪 shop tienda loja
📍 place lugar lugar
✈️ plane avión avião
🚗 car coche carro
☀️ sun sol sol
🌧️ rain lluvia chuva
☕ coffee café café
🍕 pizza pizza pizza
🐶 dog perro cachorro
🐱 cat gato gato
🌹 rose rosa rosa`
    .split("\n")
    .map((line) => line.split(" "));

const MOST = 6;

/** @param {string} text */
function plain(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * Those whose name begins with what stands behind the last colon; choosing one puts it in the place of both.
 *
 * @param {string} written
 * @param {string} typed with which it ends, behind the colon
 * @returns {import("../desk/canned.js").Canned[] | null} null if there is none
 */
export function emojiFor(written, typed) {
    const own = Object.keys(LANGUAGES).indexOf(currentLanguage());
    const found = ALL.filter(([, ...names]) => names.some((name) => plain(name).startsWith(plain(typed))));
    const before = written.slice(0, -1 - typed.length);
    const items = found.slice(0, MOST).map(([sign, ...names]) => ({ shortcut: sign, version: 0, title: names[own], text: "", queues: [], whole: before + sign }));
    return items.length > 0 ? items : null;
}
