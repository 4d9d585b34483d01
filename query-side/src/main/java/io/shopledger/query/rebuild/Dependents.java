package io.shopledger.query.rebuild;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What others have built on the served tables, in the database itself: dashboards' views, which a swap takes along to the new
 * tables, and what it cannot take along and must not leave behind.
 */
@Component
class Dependents {
    /** Views keep their identity, and with it their owner, grants and the views on them. */
    private static final String OTHERS = """
            with ours as (select oid, reltype from pg_class
                where relnamespace = 'public'::regnamespace and relname = any(?))
            select distinct pg_describe_object(d.classid, d.objid, 0) as name from pg_depend d
                left join pg_rewrite rule on d.classid = 'pg_rewrite'::regclass and rule.oid = d.objid
                left join pg_class ruled on ruled.oid = rule.ev_class
                left join pg_constraint c on d.classid = 'pg_constraint'::regclass and c.oid = d.objid
                left join pg_trigger t on d.classid = 'pg_trigger'::regclass and t.oid = d.objid
            where (d.refclassid = 'pg_class'::regclass and d.refobjid in (select oid from ours)
                    or d.refclassid = 'pg_type'::regclass and d.refobjid in (select reltype from ours))
                and (d.deptype = 'n' or rule.oid is not null or t.oid is not null
                    or d.classid in ('pg_policy'::regclass, 'pg_publication_rel'::regclass, 'pg_statistic_ext'::regclass))
                and not coalesce(ruled.relkind = 'v' and pg_has_role(ruled.relowner, 'usage'), false)
                and not coalesce(c.conrelid in (select oid from ours), false)
                and not coalesce(t.tgisinternal, false)
            union select 'row security of table ' || oid::regclass from pg_class
                where oid in (select oid from ours) and relrowsecurity
            order by name""";

    private static final String VIEWS = """
            select distinct v.oid::regclass::text as name, pg_get_viewdef(v.oid) as definition,
                coalesce((select 'with (' || string_agg(format('%I=%L', option_name, option_value), ', ') || ')'
                    from pg_options_to_table(v.reloptions)), '') as options
            from pg_depend d join pg_rewrite rule on d.classid = 'pg_rewrite'::regclass and rule.oid = d.objid
                join pg_class v on v.oid = rule.ev_class and v.relkind = 'v'
            where d.refclassid = 'pg_class'::regclass and d.refobjid in (select oid from pg_class
                where relnamespace = 'public'::regnamespace and relname = any(?))
            order by name""";

    private final JdbcTemplate jdbc;

    Dependents(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A view that reads served tables. @param options as they are written, or nothing */
    record View(String name, String definition, String options) {}

    /** @throws RebuildFailed when there is something that would be lost with the served tables; it names that */
    void refuse(List<String> tables) {
        List<String> others = jdbc.queryForList(OTHERS, String.class, (Object) tables.toArray(String[]::new));
        if (!others.isEmpty()) {
            throw new RebuildFailed(
                    "The served tables are used by what would be lost with them: %s. Remove it, rebuild, and make it again."
                            .formatted(String.join("; ", others)));
        }
    }

    /** In the caller's transaction. @return how they are made, each name with its schema */
    List<View> views(List<String> tables) {
        jdbc.execute("set local search_path = ''");
        List<View> views = jdbc.query(
                VIEWS,
                (row, number) -> new View(row.getString("name"), row.getString("definition"), row.getString("options")),
                (Object) tables.toArray(String[]::new));
        jdbc.execute("set local search_path to default");
        return views;
    }

    /** Lets views read the tables that now have the names they were made with; waits for none that is just being read. */
    void renew(List<View> views) {
        jdbc.execute("set local lock_timeout = '10ms'"); // who reads it waits for our tables
        for (View view : views) {
            jdbc.execute(
                    "create or replace view %s %s as %s".formatted(view.name(), view.options(), view.definition()));
        }
    }
}
