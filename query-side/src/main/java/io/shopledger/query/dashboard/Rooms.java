package io.shopledger.query.dashboard;

import io.shopledger.query.entity.Shown;
import io.shopledger.query.http.NotFound;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds the room of an address, and what the API shows of its kind. */
@Component
class Rooms {
    private final List<Shown<?>> kinds;

    Rooms(List<Shown<?>> kinds) {
        this.kinds = kinds;
    }

    Room at(String path) {
        return Room.ALL.stream()
                .filter(room -> room.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no page of " + path + "."));
    }

    Shown<?> shown(Room room) {
        return kinds.stream()
                .filter(kind -> kind.kind().equals(room.kind()))
                .findFirst()
                .orElseThrow();
    }
}
