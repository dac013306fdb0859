package convnets.train;

import ai.djl.Device;
import convnets.engine.Devices;
import java.util.List;

/**
 * What computed a training. The same settings give slightly other numbers elsewhere, and other
 * speeds.
 *
 * @param engine its name and version
 * @param devices what each batch was shared by, as the engine names them; on the CPU with its
 *     threads, on a GPU with what the driver says of it
 * @param machine system, processor and number of logical processors
 */
public record Hardware(String engine, List<String> devices, String machine) {

    static Hardware of(List<Device> devices) {
        return new Hardware(
                Devices.engineVersion(),
                devices.stream().map(Devices::describe).toList(),
                Devices.machine());
    }

    /** Engine and devices. */
    String words() {
        return engine + " on " + String.join(" and ", devices);
    }
}
