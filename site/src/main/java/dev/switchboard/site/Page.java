package dev.switchboard.site;

import java.util.List;

/// One page of the site.
///
/// @param address relative to the root of the site
/// @param title plain text
/// @param body its HTML, without what all pages have
/// @param sections for the search, the first of them without a heading
record Page(String address, String title, String body, List<Section> sections) {

    Page {
        sections = List.copyOf(sections);
    }

    /// A part of a page that the search finds.
    ///
    /// @param anchor the id of its heading, or empty for what stands before the first one
    /// @param heading plain text
    /// @param text plain text
    record Section(String anchor, String heading, String text) {}

    /// The way from this page to the root of the site.
    String toRoot() {
        return "../".repeat((int) address.chars().filter(each -> each == '/').count());
    }
}
