package dev.switchboard.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Renders the documents of the repository as a site. Ends with exit code 1 if a link leads
/// nowhere.
public final class SiteProgram {

    private SiteProgram() {}

    /// @param args the repository, the folder of the site, which is made anew, and perhaps a file
    ///   with the API description as JSON
    public static void main(String[] args) throws IOException {
        String api = args.length < 3 ? null : Files.readString(Path.of(args[2]));
        Site site = Site.of(new Repository(Path.of(args[0])), api);
        List<String> broken = site.brokenLinks();
        broken.forEach(SiteProgram::complain);
        if (!broken.isEmpty()) {
            System.exit(1);
        }
        site.write(Path.of(args[1]));
    }

    /// To the terminal: this program has no log.
    private static void complain(String line) {
        System.err.println(line);
    }
}
