package dev.switchboard.simulators.salesforce;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The supported part of SOQL: `SELECT a,b FROM T WHERE c='…' AND d>=… ORDER BY e DESC LIMIT n`.
record Query(
        List<String> fields, String type, List<Condition> conditions, String order, int limit) {

    private static final Pattern HEAD =
            Pattern.compile("SELECT ([\\w.,]+) FROM (\\w+) WHERE ", Pattern.CASE_INSENSITIVE);
    private static final Pattern CONDITION =
            Pattern.compile("(\\w+)(=|>=)('((?:[^'\\\\]|\\\\.)*)'|[\\w:.+-]+)", Pattern.DOTALL);
    private static final Pattern TAIL =
            Pattern.compile(
                    "(?: ORDER BY (\\w+) DESC)?(?: LIMIT (\\d+))?", Pattern.CASE_INSENSITIVE);

    record Condition(String field, boolean least, String value) {

        boolean holdsFor(Map<String, String> row) {
            String there = row.getOrDefault(field, "");
            return least ? there.compareTo(value) >= 0 : there.equals(value);
        }
    }

    static Query of(String soql) {
        Matcher head = HEAD.matcher(soql);
        if (!head.lookingAt()) {
            throw malformed();
        }
        List<Condition> conditions = new ArrayList<>();
        int at = head.end();
        Matcher condition = CONDITION.matcher(soql);
        while (true) {
            condition.region(at, soql.length());
            if (!condition.lookingAt()) {
                throw malformed();
            }
            conditions.add(condition(condition));
            at = condition.end();
            if (!soql.startsWith(" AND ", at)) {
                break;
            }
            at += " AND ".length();
        }
        Matcher tail = TAIL.matcher(soql).region(at, soql.length());
        if (!tail.matches()) {
            throw malformed();
        }
        return new Query(
                List.of(head.group(1).split(",", -1)),
                head.group(2),
                conditions,
                tail.group(1) == null ? "" : tail.group(1),
                tail.group(2) == null ? Integer.MAX_VALUE : Integer.parseInt(tail.group(2)));
    }

    private static Condition condition(Matcher found) {
        String quoted = found.group(4);
        String value = quoted == null ? found.group(3) : quoted.replaceAll("\\\\(.)", "$1");
        return new Condition(found.group(1), found.group(2).equals(">="), value);
    }

    private static ApiRefusal malformed() {
        return new ApiRefusal(400, "MALFORMED_QUERY");
    }
}
