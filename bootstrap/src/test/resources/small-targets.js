// What can be pressed or written in, and is smaller than a finger: 44 pixels in each direction.
// A box or a file is chosen by its label. A link within a text is as high as its line.
[...document.querySelectorAll('button, a[href], input, select, textarea, summary, [role=option]')]
    .filter((one) => one.checkVisibility() && !one.matches('.skip, h1, audio'))
    .map((one) => (one.matches('[type=checkbox], [type=radio], [type=file]') && one.closest('label')) || one)
    .filter((one) => !(getComputedStyle(one).display === 'inline' && one.parentElement.textContent.trim() !== one.textContent.trim()))
    .flatMap((one) => {
        const { width, height } = one.getBoundingClientRect();
        return width < 43.5 || height < 43.5 ? [`small: ${Math.round(width)} by ${Math.round(height)}, ${one.outerHTML.slice(0, 160)}`] : [];
    })
