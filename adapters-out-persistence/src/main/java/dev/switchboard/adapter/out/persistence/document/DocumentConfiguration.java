package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.adapter.out.persistence.keys.TermTokens;
import dev.switchboard.application.port.out.canned.CannedReplies;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.figures.CountedSteps;
import dev.switchboard.application.port.out.handoff.Drafts;
import dev.switchboard.application.port.out.handoff.Goals;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.identity.ApiKeys;
import dev.switchboard.application.port.out.identity.KeptLogIns;
import dev.switchboard.application.port.out.label.LabelLists;
import dev.switchboard.application.port.out.notice.Notices;
import dev.switchboard.application.port.out.people.Erasures;
import dev.switchboard.application.port.out.preference.KeptPreferences;
import dev.switchboard.application.port.out.replay.Replays;
import dev.switchboard.application.port.out.search.MessageIndex;
import dev.switchboard.application.port.out.view.SavedViews;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the ports that are written once, over the [DocumentTables] of either store.
@Configuration(proxyBeanMethods = false)
public class DocumentConfiguration {

    @Bean
    Handoffs handoffs(DocumentTables tables) {
        return new DocumentHandoffs(tables.of(TableForm.HANDOFFS));
    }

    @Bean
    Drafts drafts(DocumentTables tables) {
        return new DocumentDrafts(tables.of(TableForm.DRAFTS));
    }

    @Bean
    CannedReplies cannedReplies(DocumentTables tables) {
        return new DocumentCannedReplies(tables.of(TableForm.CANNED_REPLIES));
    }

    @Bean
    KeptPreferences keptPreferences(DocumentTables tables) {
        return new DocumentPreferences(tables.of(TableForm.PREFERENCES));
    }

    @Bean
    SavedViews savedViews(DocumentTables tables) {
        return new DocumentSavedViews(tables.of(TableForm.SAVED_VIEWS));
    }

    @Bean
    LabelLists labelLists(DocumentTables tables) {
        return new DocumentLabelLists(tables.of(TableForm.LABELS));
    }

    @Bean
    Goals goals(DocumentTables tables) {
        return new DocumentGoals(tables.of(TableForm.QUEUE_GOALS));
    }

    @Bean
    CountedSteps countedSteps(DocumentTables tables) {
        return new DocumentCountedSteps(tables.of(TableForm.COUNTED_STEPS));
    }

    @Bean
    MessageIndex messageIndex(DocumentTables tables, TermTokens tokens) {
        return new DocumentMessageIndex(tables.of(TableForm.MESSAGE_TERMS), tokens);
    }

    @Bean
    Chats chats(DocumentTables tables) {
        return new DocumentChats(tables.of(TableForm.CHATS));
    }

    @Bean
    Erasures erasures(DocumentTables tables) {
        return new DocumentErasures(tables.of(TableForm.ERASURES));
    }

    @Bean
    Replays replays(DocumentTables tables) {
        return new DocumentReplays(tables.of(TableForm.REPLAYS));
    }

    @Bean
    Notices notices(DocumentTables tables) {
        return new DocumentNotices(tables.of(TableForm.NOTICES));
    }

    @Bean
    ApiKeys apiKeys(DocumentTables tables) {
        return new DocumentApiKeys(tables.of(TableForm.API_KEYS));
    }

    @Bean
    KeptLogIns keptLogIns(DocumentTables tables) {
        return new DocumentKeptLogIns(tables.of(TableForm.LOG_INS));
    }
}
