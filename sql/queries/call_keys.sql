-- Under which key a new case begins: as sealed_keys tells of one that is there.
-- $1 text  office code; null: my own
-- -> key, generation (0: there is none), born, realm, epoch, wrapped (null), newest (epoch of the
--    realm), to_turn
select key, generation, born, realm, epoch, wrapped, newest, to_turn from api.call_keys($1::text);
