package io.shopledger.query.rebuild;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What the database's own administrator has set on a served table, no script of ours: its owner, grants and storage options. */
@Component
class TableRights {
    /** Statements, in their order. The new table may have grants from the schema's defaults: those go first. */
    private static final String STATEMENTS = """
            with tables as (select served.oid as served, served.relowner, served.relacl, served.reloptions,
                    made.oid as made, made.relowner as made_owner, made.relacl as made_acl, format('%I.%I', ?, served.relname) as name
                from pg_class served join pg_class made on made.relname = served.relname
                where served.relnamespace = 'public'::regnamespace and made.relnamespace = to_regnamespace(?)
                    and served.relname = ?),
            rights as (
                select 1 as step, name, '' as columns, there.* from tables
                    cross join aclexplode(coalesce(made_acl, acldefault('r', made_owner))) as there
                    where relacl is not null or there.grantee <> made_owner
                union all select 3, name, '', given.* from tables cross join aclexplode(relacl) as given
                union all select 3, name, format('(%I)', a.attname), given.* from tables
                    join pg_attribute a on a.attrelid = served cross join aclexplode(a.attacl) as given
                    where exists (select from pg_attribute m where m.attrelid = made and m.attname = a.attname))
            select statement from (
                select distinct 1 as step, format('revoke all on %s from %s', name,
                        case grantee when 0 then 'public' else grantee::regrole::text end) as statement
                    from rights where step = 1
                union all select 2, format('alter table %s owner to %s', name, relowner::regrole) from tables
                    where relowner <> made_owner
                union all select 3, format('grant %s %s on %s to %s%s', privilege_type, columns, name,
                        case grantee when 0 then 'public' else grantee::regrole::text end,
                        case when is_grantable then ' with grant option' else '' end)
                    from rights where step = 3
                union all select 4, format('alter table %s set (%I = %L)', name, option_name, option_value)
                    from tables cross join pg_options_to_table(reloptions)) as all_of_them
            order by step""";

    private final JdbcTemplate jdbc;

    TableRights(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** From the served table to the one of that name in {@code schema}, in the caller's transaction. */
    void copy(String table, String schema) {
        jdbc.queryForList(STATEMENTS, String.class, schema, schema, table).forEach(jdbc::execute);
    }
}
