package io.shopledger.shopify.pull;

import io.shopledger.Via;
import io.shopledger.observation.Observation;
import io.shopledger.shopify.json.Gid;
import io.shopledger.shopify.kind.Kind;
import io.shopledger.shopify.kind.ReadById;
import io.shopledger.shopify.pull.PageReader.Entities;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** One page of a job: read, and staged in one transaction with the job's checkpoint. */
@Component
class PullPage {
    private final PageReader reader;
    private final NodesById byId;
    private final Observed observed;
    private final PullJobs jobs;

    PullPage(PageReader reader, NodesById byId, Observed observed, PullJobs jobs) {
        this.reader = reader;
        this.byId = byId;
        this.observed = observed;
        this.jobs = jobs;
    }

    /** @return the job as it is after the page; empty where it was stopped or is another worker's by now */
    Optional<PullJob> read(PullJob job) {
        List<String> again = job.retryFailed() ? jobs.failedBefore(job, NodesById.MOST) : List.of();
        Entities entities = job.retryFailed() ? byId(job, again) : reader.read(job);
        boolean last = entities.cursor() == null;
        Observed.Read read = new Observed.Read(
                job.store(),
                Reads.of(job.step()).kind(),
                entities.nodes(),
                Via.SYNC,
                job.syncId().value().toString(),
                entities.sentAt());
        boolean staged = observed.stage(job.name(), read, mapped -> {
            if (!jobs.checkpoint(job, entities.cursor(), entities.nodes().size(), last, entities.sentAt())) {
                return false;
            }
            again.forEach(item -> jobs.failed(job, item, "Shopify does not show it"));
            jobs.taken(
                    job, mapped.observations().stream().map(Observation::stream).toList());
            mapped.failed().forEach(failed -> jobs.failed(job, failed.item(), failed.reason()));
            return true;
        });
        return staged
                ? Optional.of(job.after(entities.cursor(), entities.nodes().size(), entities.sentAt()))
                : Optional.empty();
    }

    private Entities byId(PullJob job, List<String> items) {
        Kind kind = Reads.of(job.step()).kind();
        List<Gid> gids =
                items.stream().map(item -> ReadById.of(item).gid()).distinct().toList();
        NodesById.Found found = byId.read(PageReader.asking(job), kind, gids);
        return new Entities(
                found.nodes(), items.size() < NodesById.MOST ? null : items.get(items.size() - 1), found.sentAt());
    }
}
