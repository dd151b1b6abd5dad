(async () => {
    const main = document.querySelector('script[type=module]').src;
    const load = (file) => import(main.replace('main.js', file));
    const { desk } = await load('desk/desk.js');
    const { Chat } = await load('desk/chat.js');
    const { changed } = await load('core/page.js');
    const { go } = await load('core/route.js');
    const tags = new Set(
        `a article aside b bdi blockquote body button dd div dl dt footer form h1 h2 header i input label li main nav ol option p path
        section select span strong svg circle textarea time ul`.split(/\s+/),
    );
    const drawn = () => new Promise((done) => (changed(), requestAnimationFrame(() => requestAnimationFrame(done))));
    const wrong = [];
    const hold = (id, name, messages) => {
        const chat = new Chat(id);
        chat.held({ customer: { id: name, name }, system: name, queueId: name, since: new Date().toISOString(), lastText: name });
        chat.lease = null;
        chat.show({ from: 1, seq: messages.length, messages, complete: true, attributes: { [name]: name, inner: { [name]: [name] } } });
        desk.chats.clear();
        desk.chats.set(id, chat);
        go('inbox', id);
        return chat;
    };
    const say = (seq, kind, more) => ({
        seq, id: `m${seq}`, author: { kind, id: 'x' }, type: 'text', at: new Date().toISOString(), ...more,
    });
    document.querySelector('button[aria-label=Customer]')?.click();
    for (const p of PAYLOADS) {
        const chat = hold(p, p, [
            say(1, 'user', { text: p }),
            say(2, 'bot', { text: p, author: { kind: 'bot', id: p, name: p }, options: [{ id: p, title: p }] }),
            say(3, 'agent', { text: p, author: { kind: 'agent', id: p, name: p }, attachments: [{ url: p, name: p }] }),
            say(4, 'user', { type: 'attachment', attachments: [{ url: `https://a.example/${p}`, name: p, mimeType: p }] }),
            say(5, 'system', { type: 'event', text: p, raw: { state: 'leased', owner: { kind: p, id: p } } }),
            say(6, p, { type: 'unsupported', raw: { [p]: p } }),
            say(7, 'agent', { text: p, replyTo: 'm2', author: { kind: 'agent', id: desk.me } }),
        ]);
        chat.statuses.set('m7', { status: 'parked', reason: p });
        chat.typingUntil = Date.now() + 5000;
        const one = { handoffId: p, version: 1, conversationId: p, customer: { id: p, name: p }, system: p, state: 'waiting' };
        desk.queues = new Map([[p, { queueId: p, name: p, version: 1, depth: 1, items: new Map([[`w${p}`, one]]) }], ['q', { queueId: 'q', name: p, version: 1, depth: 0, items: new Map() }]]);
        desk.offers = new Map([[p, { ...one, queueId: p, state: 'offered', lastText: p, deadline: new Date().toISOString() }]]);
        Object.assign(desk, { name: p, trouble: p });
        desk.states = [{ availabilityProfileId: 1, availabilityStateId: 1, name: p, kind: 'AVAILABLE' }];
        desk.drafts.write(p, p);
        desk.outbox.put(p, { type: 'text', text: p });
        await drawn();
        const texts = document.body.innerText.replace(/\s+/g, ' ');
        texts.includes(p.replace(/\s+/g, ' ').trim()) || wrong.push(`not shown: ${p}`);
        for (const element of document.body.querySelectorAll('*')) {
            const on = [...element.attributes].filter(({ name }) => name.startsWith('on') || name === 'style' || name === 'srcdoc');
            const bad = element.href && !/^https?:/.test(element.href);
            (!tags.has(element.localName) || on.length > 0 || bad) && wrong.push(`${p}: ${element.outerHTML}`);
        }
        chat.lost = 'ended';
        await drawn();
        document.querySelector('.composer.gone .text').innerText.trim() === p.trim() || wrong.push(`draft not shown: ${p}`);
        desk.outbox.of(p).forEach(({ id }) => desk.outbox.remove(id));
        desk.drafts.forget(p);
    }
    window.pwned === undefined || wrong.push('something ran');
    hold('long', 'Long', Array.from({ length: 10_000 }, (_, i) => say(i + 1, i % 2 ? 'agent' : 'user', { text: `text ${i}` })));
    await drawn();
    const nodes = document.querySelectorAll('*').length;
    desk.chats.clear();
    desk.offers.clear();
    go('inbox');
    return { wrong, nodes };
})()
