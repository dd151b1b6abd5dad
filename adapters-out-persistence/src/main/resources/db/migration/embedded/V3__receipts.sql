-- What a target called a message when it took it, so that an answer which names nothing else finds
-- its question.
ALTER TABLE delivery ADD COLUMN receipt TEXT;
CREATE INDEX delivery_receipt ON delivery (conversation, receipt, position)
    WHERE receipt IS NOT NULL;
