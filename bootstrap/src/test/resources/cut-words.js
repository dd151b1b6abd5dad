// The console's own words that are broken within, or of which a part cannot be seen.
// Ids may be broken: they are as long as they are.
[...document.querySelectorAll('button, label, legend, h1, h2, h3, th, dt, .top a, .ways a, .state, .count, .muted, .empty, .banner, .told, dialog p')]
    .filter((one) => one.checkVisibility() && !one.closest('.unseen, .skip, .raw, td, bdi, pre, code'))
    .filter((one) => !one.querySelector('bdi, code, .id, time, input, select, textarea'))
    .filter((one) => one.localName !== 'th' || one.closest('thead').offsetWidth > 1) // no heads where rows are cards
    .flatMap((one) => {
        const wrong = [];
        const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
        for (let text = walker.nextNode(); text; text = walker.nextNode()) {
            if (!text.parentElement.checkVisibility() || text.parentElement.closest('.unseen')) {
                continue;
            }
            for (const { 0: word, index } of text.data.matchAll(/(?<![\p{N}_])\p{L}{2,}(?![\p{N}_])/gu)) {
                const range = document.createRange();
                range.setStart(text, index);
                range.setEnd(text, index + word.length);
                const places = [...range.getClientRects()].filter(({ width }) => width > 0);
                new Set(places.map(({ top }) => Math.round(top))).size > 1 && wrong.push(`broken: ${word} in ${one.outerHTML.slice(0, 120)}`);
                places.some(({ left, right }) => left < -1 || right > innerWidth + 1) && wrong.push(`beside: ${word} in ${one.outerHTML.slice(0, 120)}`);
            }
        }
        return wrong;
    })
