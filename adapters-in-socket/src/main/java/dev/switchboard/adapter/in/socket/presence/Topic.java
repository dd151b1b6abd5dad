package dev.switchboard.adapter.in.socket.presence;

import dev.switchboard.domain.presence.GroupRef;
import dev.switchboard.domain.presence.Numbers;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.Subject;
import dev.switchboard.domain.presence.UserRef;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A subject that can be watched: a user's or a group's presence, or a user's unread counter.
///
/// @param number the number of the user or group
public record Topic(Kind kind, OrgId org, long number) {

    public enum Kind {
        USER,
        GROUP,
        UNREAD
    }

    private static final String ORG = "([A-Za-z0-9_-]{1,64})";
    private static final String NUMBER = "([1-9][0-9]{0,15})";
    private static final Pattern ORG_ALONE = Pattern.compile(ORG);
    private static final Pattern SHORT_PATH =
            Pattern.compile("/org/" + ORG + "/(user|group)/" + NUMBER + "/presence");
    private static final Pattern LONG_PATH =
            Pattern.compile(
                    "/organisation/" + ORG + "/(user|user-group)/" + NUMBER + "(?:/presence)?");

    public static boolean isOrg(String org) {
        return ORG_ALONE.matcher(org).matches();
    }

    public static boolean isNumber(long number) {
        return number >= 1 && number <= Numbers.GREATEST;
    }

    public static Topic unreadOf(UserRef user) {
        return new Topic(Kind.UNREAD, user.org(), user.number());
    }

    /// @return null if it is no presence path, in either spelling
    public static @Nullable Topic ofPath(String path) {
        Matcher matcher = SHORT_PATH.matcher(path);
        if (!matcher.matches()) {
            matcher = LONG_PATH.matcher(path);
            if (!matcher.matches()) {
                return null;
            }
        }
        Kind kind = matcher.group(2).equals("user") ? Kind.USER : Kind.GROUP;
        long number = Long.parseLong(matcher.group(3)); // of at most 16 digits
        return isNumber(number) ? new Topic(kind, new OrgId(matcher.group(1)), number) : null;
    }

    /// The subject whose visibility decides who may watch.
    public Subject subject() {
        return kind == Kind.GROUP ? new GroupRef(org, number) : new UserRef(org, number);
    }

    /// The canonical path that responses use; for a counter, its user.
    public String path() {
        return switch (kind) {
            case USER -> "/org/" + org + "/user/" + number + "/presence";
            case GROUP -> "/org/" + org + "/group/" + number + "/presence";
            case UNREAD -> subject().toString();
        };
    }
}
