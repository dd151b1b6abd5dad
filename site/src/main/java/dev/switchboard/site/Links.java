package dev.switchboard.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// All links and anchors of the pages as a browser sees them.
final class Links {

    private static final Pattern LINK = Pattern.compile("\\s(?:href|src)=\"([^\"]*)\"");
    private static final Pattern ANCHOR = Pattern.compile("\\s(?:id|name)=\"([^\"]*)\"");
    private static final String PAGE = ".html";

    private final SortedMap<String, byte[]> files;
    private final Map<String, Set<String>> anchors = new HashMap<>();

    /// @param files by their address
    Links(SortedMap<String, byte[]> files) {
        this.files = files;
        pages().forEach(page -> anchors.put(page, anchorsOf(page)));
    }

    private Stream<String> pages() {
        return files.keySet().stream().filter(address -> address.endsWith(PAGE));
    }

    private String html(String page) {
        return new String(Objects.requireNonNull(files.get(page)), UTF_8);
    }

    private Set<String> anchorsOf(String page) {
        Set<String> found = new HashSet<>();
        ANCHOR.matcher(html(page)).results().forEach(match -> found.add(match.group(1)));
        return found;
    }

    /// Returns the links within the site that lead nowhere, as `page: link`.
    List<String> broken() {
        return pages().flatMap(page ->
                        LINK.matcher(html(page))
                                .results()
                                .map(match -> match.group(1).replace("&amp;", "&"))
                                .filter(link -> !leadsSomewhere(page, link))
                                .map(link -> page + ": " + link))
                .distinct()
                .toList();
    }

    private boolean leadsSomewhere(String page, String link) {
        if (link.startsWith("https:") || link.startsWith("http:") || link.startsWith("mailto:")) {
            return true;
        }
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        String target = file.isEmpty() ? page : URI.create(page).resolve(file).toString();
        return files.containsKey(target)
                && (hash < 0
                        || anchors.getOrDefault(target, Set.of())
                                .contains(link.substring(hash + 1)));
    }
}
