package dev.switchboard.site;

import java.nio.file.Path;

/// The addresses of the repository's things in the site: a document as a page of its name, and any
/// other file that a document links to as a page that shows it.
record Addresses(Repository repository) {

    private static final String DOCUMENT = ".md";
    private static final String HOME = "README.md";

    /// The address of a file or folder of the repository.
    static String of(String name) {
        if (name.equals(HOME)) {
            return "index.html";
        }
        if (name.endsWith(DOCUMENT)) {
            return name.substring(0, name.length() - DOCUMENT.length()) + ".html";
        }
        return isImage(name) ? name : name + ".html";
    }

    static boolean isImage(String name) {
        return name.endsWith(".png") || name.endsWith(".svg");
    }

    /// The file or folder that a link of a document leads to.
    ///
    /// @param document the name of the document
    /// @param link without its anchor; empty for the document itself
    static String target(String document, String link) {
        return link.isEmpty()
                ? document
                : Path.of(document).resolveSibling(link).normalize().toString().replace('\\', '/');
    }

    /// Rewrites a link of a document for its page. Links to other sites stay as they are, and so
    /// does one that leads nowhere, which the check of all links finds.
    String rewritten(String document, String link) {
        if (link.contains(":")) {
            return link;
        }
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        String anchor = hash < 0 ? "" : link.substring(hash);
        if (file.isEmpty()) {
            return link;
        }
        String target = target(document, file);
        boolean known = repository.hasFile(target) || repository.hasFolder(target);
        return known ? relative(of(document), of(target)) + anchor : link;
    }

    /// The way from one page to another.
    static String relative(String from, String to) {
        Path folder = Path.of(from).getParent();
        Path way = folder == null ? Path.of(to) : folder.relativize(Path.of(to));
        return way.toString().replace('\\', '/');
    }
}
