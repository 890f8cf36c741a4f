--TEST--
In Mode::Dispatch every worker gets the same number of connections, one after the other and all at once, over TCP and over a unix socket
--EXTENSIONS--
crew
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
require __DIR__ . '/../support/skip_under_valgrind.inc';
?>
--FILE--
<?php
require __DIR__ . '/../support/modes.inc';

foreach (['text://127.0.0.1:0', 'unix://' . crew_folder() . '/socket'] as $address) {
    $server = start_in_mode('Dispatch', 4, $address);
        $clients = [];
    $share = share_out($server, 100, $clients);
    echo count($share), ' workers, ', max($share) - min($share) <= 2 ? 'the same' : json_encode(array_values($share)), "\n";

    $burst = array_map(fn () => $server->connect(), range(1, 100));
    foreach ($burst as $client) {
        fwrite($client, "who\n");
    }
    foreach ($burst as $client) {
        $share[(int)fgets($client)]++;
    }
    echo 'and ', max($share) - min($share) <= 10 ? 'nearly the same' : json_encode(array_values($share)), " after 100 at once\n";
    $server->stop();
    echo $server->processes() ? "something is left\n" : '';
}
?>
--EXPECT--
4 workers, the same
and nearly the same after 100 at once
4 workers, the same
and nearly the same after 100 at once
