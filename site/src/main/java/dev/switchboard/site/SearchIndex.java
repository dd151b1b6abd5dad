package dev.switchboard.site;

import java.util.Collection;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// The index that the search of a page reads: an entry for each section of each page.
final class SearchIndex {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SearchIndex() {}

    static String of(Collection<Page> pages) {
        ArrayNode entries = JSON.createArrayNode();
        for (Page page : pages) {
            page.sections().stream()
                    .filter(section -> !section.heading().isEmpty() || !section.text().isEmpty())
                    .forEach(section ->
                            entries.addObject()
                                    .put("page", page.title())
                                    .put("heading", section.heading())
                                    .put("address", address(page, section))
                                    .put("text", section.text()));
        }
        return JSON.writeValueAsString(entries) + "\n";
    }

    private static String address(Page page, Page.Section section) {
        return section.anchor().isEmpty()
                ? page.address()
                : page.address() + "#" + section.anchor();
    }
}
