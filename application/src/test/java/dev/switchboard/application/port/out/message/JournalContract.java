package dev.switchboard.application.port.out.message;

/// Everything a [Journal] promises, seen through the ports that share its store.
public interface JournalContract
        extends AppendContract,
                ContentContract,
                IdempotencyContract,
                AnswerContract,
                SettlementContract,
                ReceiptContract,
                MendingContract {}
