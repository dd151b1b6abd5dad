// One channel: its state and figures, its probe, its secrets, its fields.
import { h } from "../../core/dom.js";
import { ask, get, path } from "../../core/rest.js";
import { goTo, hubAddress, way } from "../../core/route.js";
import { moment, t } from "../../core/words.js";
import { Deed, Form, Reading } from "../../hub/reading.js";
import { clashAfter } from "../../ui/clash.js";
import { button, dialog, ending, field, now, put, shut } from "../../ui/form.js";
import { outcome, shown, when } from "../../ui/problem.js";
import { facts, table } from "../../ui/table.js";
import { ChannelReplay } from "./channel-replay.js";
import { condition } from "./channels.js";
import { Developer } from "./developer.js";
import { Rotation, secretShown } from "./secrets.js";

/** @typedef {import("./channels.js").Channel} Channel */

const FIELDS = ["channel_id", "channel_name", "channel_description", "endpoint_url", "channel_tags"];

/** @param {Channel} [channel] */
function formOf(channel) {
    return new Form({
        channel_id: channel?.channel_id ?? "",
        channel_name: channel?.channel_name ?? "",
        channel_description: channel?.channel_description ?? "",
        endpoint_url: channel?.channel_metadata.endpoint_url ?? "",
        channel_tags: channel?.channel_tags.join(", ") ?? "",
    });
}

/** @param {Form} form @param {object} metadata what else it had */
function bodyOf({ values }, metadata) {
    const { channel_name, channel_description, endpoint_url, channel_tags } = values;
    const tags = channel_tags
        .split(",")
        .map((tag) => tag.trim())
        .filter(Boolean);
    return { channel_name, channel_description, channel_metadata: { ...metadata, endpoint_url }, channel_tags: tags };
}

/** @typedef {{form: Form, base: Record<string, string>, version: number, metadata: object, clash?: import("../../ui/clash.js").Clash}} Edited */

/** What is typed belongs to the version that it began from: somebody else's change is refused, not lost. @param {Channel} channel @returns {Edited} */
function begun(channel) {
    return { form: formOf(channel), base: formOf(channel).values, version: channel.version, metadata: channel.channel_metadata };
}

/** @param {string} name */
function label(name) {
    return t(`field.${name}`);
}

/** @param {Form} form @param {Deed} deed @param {string} submit @param {boolean} made */
function fields(form, deed, submit, made) {
    const refused = form.refused(deed.problem);
    return [
        ...FIELDS.filter((name) => !made || name !== "channel_id").map((name) =>
            field(form, name, label(name), {
                refused,
                required: ["channel_id", "endpoint_url"].includes(name),
                ...(name === "channel_description" && { tag: "textarea", rows: "3" }),
                ...(name === "channel_tags" && { hint: t("channels.commas") }),
            }),
        ),
        ...end(deed, submit),
    ];
}

/** @param {Deed} deed @param {string} submit */
function end(deed, submit) {
    return [h("button", { type: "submit", class: "primary", key: "submit", disabled: deed.busy }, submit), outcome(deed)];
}

/** @returns {import("./area.js").Screen} */
export function newChannelScreen() {
    const form = formOf();
    const deed = new Deed();
    /** @type {{secret: string | null}} */
    const made = { secret: null };
    const submit = (/** @type {Event} */ event) => {
        event.preventDefault();
        deed.run(async () => {
            const body = { channel_id: form.values.channel_id.trim(), ...bodyOf(form, {}) };
            made.secret = (await (await ask("POST", "/channel", { body })).json()).data.signing_secret;
        });
    };
    const leave = () => {
        made.secret = null;
        goTo(hubAddress(["channels", form.values.channel_id.trim()]));
    };
    return {
        title: t("channels.new"),
        view: () => [
            h("form", { class: "sheet", key: "form", onsubmit: submit }, fields(form, deed, t("channels.make"), false)),
            made.secret && secretShown(made.secret, t("secret.signing"), leave),
        ],
    };
}

/** @param {string} id @returns {import("./area.js").Screen} */
export function channelScreen(id) {
    const channel = new Reading(() => /** @type {Promise<Channel>} */ (get(path`/v1/channels/${id}`)), 15_000);
    const figures = new Reading(() => get(path`/v1/channels/${id}/stats`, { window: "24h" }), 60_000);
    const rotation = new Rotation(id, () => channel.again());
    const replay = new ChannelReplay(id);
    const developer = new Developer(id);
    const [verifying, pausing, saving] = [new Deed(), new Deed(), new Deed()];
    const asks = { pause: false };
    /** @type {Edited | null} */
    let edited = null;
    const reason = new Form({ reason: "" });

    /** @param {string} status */
    async function change(status) {
        const done = await pausing.run(async () => {
            await ask("PUT", path`/v1/channels/${id}/status`, {
                body: { status, ...(status === "disabled" && { reason: reason.values.reason }) },
            });
            channel.again();
        });
        done && shut();
    }

    function verify() {
        verifying.run(async () => {
            await ask("POST", path`/v1/channels/${id}/verify`);
            channel.again();
            return t("channels.probed");
        });
    }

    const save = (/** @type {Event} */ event) => {
        event.preventDefault();
        saving.run(async () => {
            if (edited) {
                edited.clash && Object.assign(edited.form.values, edited.clash.values);
                try {
                    await ask("PUT", path`/channel/${id}`, { body: bodyOf(edited.form, edited.metadata), version: edited.version });
                } catch (failure) {
                    return late(failure, edited.form, edited.base);
                }
                await channel.again();
                edited = null;
                return t("channels.saved");
            }
        });
    };

    /** @param {unknown} failure @param {Form} form @param {Record<string, string>} base */
    async function late(failure, form, base) {
        const clash = await clashAfter(failure, base, form.values, async () => {
            await channel.again();
            return channel.value && formOf(channel.value).values;
        });
        edited = clash && channel.value ? { ...begun(channel.value), form, clash } : null;
        return t(clash ? "clash.met" : "channels.saved");
    }

    /** @param {Channel} value */
    function editing(value) {
        edited ??= begun(value);
        const content = edited.clash ? [edited.clash.view(label), ...end(saving, t("channels.save"))] : fields(edited.form, saving, t("channels.save"), true);
        return h(
            "section",
            { key: "edit", class: "edit" },
            h("h2", null, t("channels.edit")),
            h("form", { class: edited.clash ? "" : "sheet", onsubmit: save }, content),
        );
    }

    return {
        title: id,
        raw: true,
        view: () => [
            shown(channel, (value) => [
                h(
                    "section",
                    { key: "state" },
                    h("h2", null, t("channels.state")),
                    facts([
                        [t("channels.name"), value.channel_name],
                        [t("channels.state"), condition(value)],
                        [t("channels.reason"), value.status_reason],
                        [t("channels.failures"), value.circuit.failures || ""],
                        [t("channels.probe"), value.circuit.next_probe_at && when(value.circuit.next_probe_at)],
                    ]),
                    shown(figures, counts),
                    h(
                        "div",
                        { class: "row", key: "ways" },
                        h("a", way(hubAddress(["parked"], { target: `channel:${id}` })), t("channels.parked")),
                        h("a", way(hubAddress(["deliveries"], { target: `channel:${id}` })), t("channels.waiting")),
                        value.status === "enabled"
                            ? button(t("channels.disable"), () => put(asks, { pause: true }))
                            : button(t("channels.enable"), () => change("enabled"), { disabled: pausing.busy }),
                    ),
                    !asks.pause && outcome(pausing),
                ),
                verification(value, verify, verifying),
                replay.view(),
                rotation.view(value.secrets),
                developer.view(),
                editing(value),
            ]),
            asks.pause &&
                dialog(
                    t("channels.disables", { id }),
                    [
                        h("p", { key: "what" }, t("channels.held")),
                        field(reason, "reason", t("channels.reason"), { maxlength: "500" }),
                        outcome(pausing),
                        ending(
                            h("button", { type: "submit", class: "danger", disabled: pausing.busy }, now(t("channels.disable"))),
                        ),
                    ],
                    { close: () => put(asks, { pause: false }), submit: () => change("disabled") },
                ),
        ],
    };
}

/** @param {Record<string, number | null>} figures */
function counts(figures) {
    const names = ["sent", "delivered", "answered", "retried", "parked", "pending", "p50_ms", "p95_ms"];
    return h(
        "div",
        { key: "figures" },
        h("h3", null, t("figure.day")),
        facts(names.map((name) => [t(`figure.${name}`), figures[name] ?? "–"])),
    );
}

/** @param {Channel} channel @param {() => void} verify @param {Deed} deed */
function verification({ verification: { verdict, checked_at: at, checks } }, verify, deed) {
    return h(
        "section",
        { key: "verification" },
        h("h2", null, t("channels.verified")),
        h("p", null, h("span", { class: `state ${verdict}` }, t(`verdict.${verdict}`)), at && ` ${moment(at)}`),
        checks.length > 0 &&
            table(
                t("channels.verified"),
                [t("verdict.check"), t("verdict.ok"), t("verdict.detail")],
                checks.map(({ name, ok, required, detail }) => ({
                    key: name,
                    cells: [name, t(ok ? "verdict.yes" : required ? "verdict.no" : "verdict.warning"), detail],
                })),
            ),
        h("p", { class: "muted", key: "hint" }, t("channels.hint")),
        button(deed.busy ? t("channels.probing") : t("channels.verify"), verify, { disabled: deed.busy, key: "verify" }),
        outcome(deed),
    );
}
