package dev.switchboard.application.service.search;

import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.search.Terms;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The terms of one tenant in the index. Equal words of two tenants are two terms, and so are a
/// word of a message and the same word in a customer's name.
final class SearchTerms {

    private final TenantId tenant;
    private final Set<String> terms = new HashSet<>();

    SearchTerms(TenantId tenant) {
        this.tenant = tenant;
    }

    SearchTerms said(List<String> texts) {
        return add("word", Terms.of(texts));
    }

    SearchTerms customer(List<String> names) {
        return add("customer", Terms.of(names));
    }

    SearchTerms agent(AgentId agent) {
        return add("agent", Set.of(agent.value()));
    }

    SearchTerms queues(Collection<QueueId> queues) {
        return add("queue", queues.stream().map(QueueId::value).toList());
    }

    SearchTerms tags(Collection<LabelId> tags) {
        return add("tag", tags.stream().map(LabelId::value).toList());
    }

    SearchTerms outcomes(Collection<LabelId> outcomes) {
        return add("outcome", outcomes.stream().map(LabelId::value).toList());
    }

    private SearchTerms add(String kind, Collection<String> words) {
        words.forEach(word -> terms.add(tenant + "/" + kind + "/" + word));
        return this;
    }

    Set<String> all() {
        return Set.copyOf(terms);
    }
}
