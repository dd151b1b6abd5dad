package dev.switchboard.site;

import java.util.List;
import java.util.Map;

/// The parts of every page: the navigation, the search, and the rule that a page loads nothing from
/// elsewhere.
///
/// @param rooms the pages of each room
record PageLayout(Map<Room, List<Page>> rooms) {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
                    + " 'self'; base-uri 'none'; form-action 'none'";

    private static final String FRAME =
            """
            <!doctype html>
            <html lang="en" data-root="{root}">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>{title}</title>
            <link rel="icon" href="{root}site/icon.svg">
            <link rel="stylesheet" href="{root}site/site.css">
            <script src="{root}site/search.js" defer></script>
            </head>
            <body>
            <a class="skip" href="#content">To the text</a>
            <header>
            <a class="home" href="{root}index.html">Switchboard</a>
            <search><label for="query">Search</label>
            <input id="query" type="search" autocomplete="off" aria-controls="found">
            <ol id="found" hidden></ol></search>
            </header>
            <nav aria-label="Rooms">
            {navigation}</nav>
            <main id="content">
            {body}</main>
            </body>
            </html>
            """;

    String around(Page page) {
        String root = page.toRoot();
        return FRAME.replace("{policy}", POLICY)
                .replace("{root}", root)
                .replace("{title}", Html.text(page.title()))
                .replace("{navigation}", navigation(page))
                .replace("{body}", page.body());
    }

    private String navigation(Page here) {
        StringBuilder html = new StringBuilder();
        rooms.forEach((room, pages) -> {
            boolean open = pages.contains(here);
            html.append(open ? "<details open>" : "<details>")
                    .append("<summary>")
                    .append(Html.text(room.title()))
                    .append("</summary><ul>\n");
            pages.forEach(page -> html.append(entry(here, page)));
            html.append("</ul></details>\n");
        });
        return html.toString();
    }

    private static String entry(Page here, Page page) {
        String way = Html.text(Addresses.relative(here.address(), page.address()));
        String current = page.equals(here) ? " aria-current=\"page\"" : "";
        return "<li><a href=\"%s\"%s>%s</a></li>\n"
                .formatted(way, current, Html.text(page.title()));
    }
}
