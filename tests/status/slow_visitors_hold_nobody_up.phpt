--TEST--
Visitors that ask slowly, or do not take their answer, hold nobody up; a silent one is shown out
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/status.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->metrics = '127.0.0.1:0';
    $worker->onMessage = function ($conn, $message) { $conn->send($message); };
    $worker->start();
    PHP);
for ($i = 0; $i < 15; $i++) { /* one place is left */
    fwrite($slow[] = connect(control_path($server)), 'stat');
}
echo status($server)['state'], "\n";
fwrite($slow[0], "us\n");
echo json_decode(read_all($slow[0]), true)['state'], "\n";
echo get($server, '/livez')[0], "\n";

/* Every place is taken now: who comes next waits until one is free again. */
for ($i = 0; $i < 2; $i++) {
    $slow[] = connect(control_path($server));
}
echo status($server)['state'], "\n";
echo ask($server, 'served meanwhile'), "\n";
$server->stop();
?>
--EXPECT--
running
running
HTTP/1.1 200 OK
running
served meanwhile
