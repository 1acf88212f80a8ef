-- What somebody does at the provider by hand is there when it is done: until then it is on the list here, and can be taken
-- back.
UPDATE provider_changes SET state = 'prepared' WHERE state IN ('handed_over', 'overdue')
    AND handover_id IN (SELECT id FROM handovers WHERE road = 'by_hand');
UPDATE handovers SET handed_at = NULL WHERE road = 'by_hand';
