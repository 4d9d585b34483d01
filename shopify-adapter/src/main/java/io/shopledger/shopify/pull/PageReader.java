package io.shopledger.shopify.pull;

import io.shopledger.shopify.governor.Priority;
import io.shopledger.shopify.graphql.Answer;
import io.shopledger.shopify.graphql.Call;
import io.shopledger.shopify.graphql.GraphQlClient;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.json.Unreadable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads one page of a step from Shopify: its entities whole, with all that their lists hold. */
@Component
class PageReader {
    private final GraphQlClient shopify;
    private final Completion completion;

    PageReader(GraphQlClient shopify, Completion completion) {
        this.shopify = shopify;
        this.completion = completion;
    }

    /**
     * @param cursor where the next page begins; absent after the last
     * @param sentAt when the page was asked for: what it shows is not older
     */
    record Entities(List<JsonObject> nodes, @Nullable String cursor, Instant sentAt) {}

    static Asking asking(PullJob job) {
        return new Asking(job.store(), Priority.BACKGROUND, "sync-" + job.step().word());
    }

    /** @return how many Shopify counts, or null where it does not */
    @Nullable
    Long count(PullJob job) {
        Reads.Count count = Reads.of(job.step()).count();
        if (count == null) {
            return null;
        }
        Call call = asking(job).call(count.document()).with("query", query(job));
        JsonObject counted = shopify.ask(job.store(), call).data().object(count.field());
        return counted == null ? null : counted.number("count");
    }

    Entities read(PullJob job) {
        Reads reads = Reads.of(job.step());
        Asking asking = asking(job);
        Call call = asking.call(reads.document())
                .with("first", Math.min(job.pageSize(), reads.largest()))
                .with("after", job.cursor())
                .with("query", query(job));
        if (reads.sortable()) {
            // What changes while an incremental step reads moves to its end; a full one needs an order that stands
            // still.
            call = call.with("sortKey", job.since() == null ? "ID" : "UPDATED_AT");
        }
        Answer answer = shopify.ask(job.store(), call);
        JsonObject connection = answer.data().object(reads.field());
        if (connection == null) {
            throw new Unreadable("Shopify answered a page without " + reads.field());
        }
        List<JsonObject> nodes = connection.each("nodes", node -> node);
        nodes.forEach(node -> completion.complete(asking, node.node()));
        JsonObject pageInfo = connection.object("pageInfo");
        Boolean more = pageInfo == null ? null : pageInfo.flag("hasNextPage");
        if (more == null) {
            throw new Unreadable(reads.field() + ": the page does not say whether there are more");
        }
        String cursor = more ? pageInfo.text("endCursor") : null;
        if (more && cursor == null) {
            throw new Unreadable(reads.field() + ": there are more, and no endCursor says where they begin");
        }
        return new Entities(nodes, cursor, answer.sentAt());
    }

    /** A time with an offset other than Z gives no rows, and no error. */
    private static @Nullable String query(PullJob job) {
        return job.since() == null ? null : "updated_at:>='" + job.since().truncatedTo(ChronoUnit.SECONDS) + "'";
    }
}
