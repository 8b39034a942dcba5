-- utility
begin;
