package dev.switchboard.site;

import java.util.List;

/// Pages that show a file or a folder of the repository to which a document links.
final class SourcePage {

    private SourcePage() {}

    static Page ofFile(String name, String text) {
        String body =
                "<h1>%s</h1>\n<pre><code>%s</code></pre>\n"
                        .formatted(Html.text(name), Html.text(text));
        return new Page(Addresses.of(name), name, body, List.of(new Page.Section("", name, "")));
    }

    /// @param files the names of its files
    static Page ofFolder(String name, List<String> files) {
        String address = Addresses.of(name);
        StringBuilder body =
                new StringBuilder("<h1>").append(Html.text(name)).append("</h1>\n<ul>\n");
        for (String file : files) {
            String way = Addresses.relative(address, Addresses.of(file));
            String shown = Html.text(file.substring(name.length() + 1));
            body.append("<li>").append(Html.link(way, shown)).append("</li>\n");
        }
        return new Page(address, name, body.append("</ul>\n").toString(), List.of());
    }
}
