package dev.switchboard.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All files of the site. The same repository and description make the same bytes.
///
/// @param files by their address
record Site(SortedMap<String, byte[]> files) {

    private static final List<String> OURS = List.of("site.css", "search.js", "icon.svg");
    static final String INDEX = "site/search.json";

    /// @param api the API description as JSON; without one there is no reference
    static Site of(Repository repository, @Nullable String api) {
        return new Building(repository, api).site();
    }

    /// The links of all pages that lead nowhere.
    List<String> brokenLinks() {
        return new Links(files).broken();
    }

    /// Writes the site into a folder, which is emptied before.
    void write(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var tree = Files.walk(folder)) {
                for (Path old : tree.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(old);
                }
            }
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.write(path, file.getValue());
        }
    }

    /// Collects the pages: the documents, and then whatever they link to.
    private static final class Building {

        private final Repository repository;
        private final Addresses addresses;
        private final Map<String, Page> pages = new LinkedHashMap<>();
        private final SortedMap<String, byte[]> files = new TreeMap<>();
        private final Deque<String> linked = new ArrayDeque<>();
        private final Map<Room, List<Page>> rooms = new LinkedHashMap<>();

        Building(Repository repository, @Nullable String api) {
            this.repository = repository;
            this.addresses = new Addresses(repository);
            List<String> documents = repository.documents();
            Room.of(documents)
                    .forEach((room, names) -> {
                        List<Page> inRoom = new ArrayList<>();
                        names.forEach(name -> inRoom.add(document(name)));
                        rooms.put(room, inRoom);
                    });
            if (api != null) {
                Page reference = ApiReference.page(api);
                pages.put(reference.address(), reference);
                Objects.requireNonNull(rooms.get(Room.SPEAK)).add(reference);
            }
            while (!linked.isEmpty()) {
                show(linked.remove());
            }
        }

        private Page document(String name) {
            Page page =
                    Markdown.page(
                            Addresses.of(name), repository.text(name), link -> follow(name, link));
            pages.put(page.address(), page);
            return page;
        }

        private String follow(String document, String link) {
            if (!link.contains(":") && !link.startsWith("#")) {
                linked.add(Addresses.target(document, link.replaceFirst("#.*", "")));
            }
            return addresses.rewritten(document, link);
        }

        /// Adds what a document links to, unless it is there.
        private void show(String name) {
            String address = Addresses.of(name);
            if (pages.containsKey(address) || files.containsKey(address)) {
                return;
            }
            if (repository.hasFolder(name)) {
                pages.put(address, SourcePage.ofFolder(name, repository.files(name)));
                linked.addAll(repository.files(name));
            } else if (Addresses.isImage(name)) {
                files.put(address, repository.bytes(name));
            } else if (repository.hasFile(name)) {
                pages.put(address, SourcePage.ofFile(name, repository.text(name)));
            }
        }

        Site site() {
            PageLayout layout = new PageLayout(rooms);
            pages.forEach(
                    (address, page) -> files.put(address, layout.around(page).getBytes(UTF_8)));
            files.put(INDEX, SearchIndex.of(pages.values()).getBytes(UTF_8));
            OURS.forEach(name -> files.put("site/" + name, resource(name)));
            return new Site(files);
        }

        private static byte[] resource(String name) {
            try (InputStream bytes =
                    Objects.requireNonNull(Site.class.getResourceAsStream("/site/" + name))) {
                return bytes.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
