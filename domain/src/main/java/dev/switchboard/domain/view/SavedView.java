package dev.switchboard.domain.view;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.digest.Sha256;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A screen of the console with its filters, under a name: somebody's own, or a tenant's for all
/// who see the screen.
///
/// @param id 24 hexadecimal digits
/// @param version 1 for a new one; rises with each change
/// @param screen where the screen stands, such as `hub/parked`
/// @param query the filters as the address has them, such as `target=channel%3Aslack`
public record SavedView(
        String id, long version, Shelf shelf, String screen, String name, String query) {

    private static final Pattern SCREEN = Pattern.compile("[a-z]{1,20}(/[a-z-]{1,30})?");
    private static final Pattern QUERY = Pattern.compile("[!-~&&[^#\"<>]]{0,2000}");
    private static final Pattern FILTER = Pattern.compile("[a-z_]{1,30}(=.*)?");

    /// Names of credentials in addresses. Shared views must not hold one, because others read them.
    private static final Pattern SECRET = Pattern.compile(".*(token|secret|password|key).*");

    private static final int MOST_NAME = 60;

    public SavedView {
        require("screen", SCREEN.matcher(screen).matches());
        boolean named = !name.isBlank() && name.length() <= MOST_NAME;
        require("name", named && name.chars().noneMatch(Character::isISOControl));
        require("query", QUERY.matcher(query).matches());
        if (!query.isEmpty()) {
            Stream.of(query.split("&", -1)).forEach(SavedView::requireFilter);
        }
    }

    /// The id of the view that a person saves with a key: the same for each repeat.
    public static String idOf(Shelf own, String key) {
        return Sha256.ofRequest(own.tenant() + "/" + own.owner(), key);
    }

    /// Whether another one of the same id shows the same in the same place.
    public boolean isAs(SavedView other) {
        return equals(other.withVersion(version));
    }

    public SavedView withVersion(long changed) {
        return new SavedView(id, changed, shelf, screen, name, query);
    }

    private static void requireFilter(String filter) {
        require("query", FILTER.matcher(filter).matches());
        String name = filter.split("=", 2)[0];
        if (SECRET.matcher(name).matches()) {
            throw new InvalidValueException("query", Reason.NOT_ALLOWED, name);
        }
    }

    private static void require(String field, boolean valid) {
        if (!valid) {
            throw new InvalidValueException(field, Reason.INVALID);
        }
    }
}
