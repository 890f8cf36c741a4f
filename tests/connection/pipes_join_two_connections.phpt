--TEST--
pipe() in both directions makes one connection of two, and both end together
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $waiting = null;
    $worker->onConnect = function (Crew\Connection $conn) use (&$waiting) {
        $conn->context = $conn->id % 2 ? 'left' : 'right';
        if ($waiting === null) {
            $waiting = $conn;
        } else {
            $waiting->pipe($conn);
            $conn->pipe($waiting->stream());
            $waiting->send("joined\n");
            $conn->send("joined\n");
            $waiting = null;
        }
    };
    $worker->onMessage = fn () => print("not called\n");
    $worker->onClose = fn (Crew\Connection $conn) => print("$conn->context closed\n");
    $worker->start();
    PHP);
$left = $server->connect();
$right = $server->connect();
echo fgets($left), fgets($right);
fwrite($left, "from the left\n");
echo fgets($right);
fwrite($right, "from the right\n");
echo fgets($left);

$bytes = random_bytes(1 << 20);
for ($i = 0; $i < 16; $i++) {
    fwrite($left, substr($bytes, $i << 16, 1 << 16));
}
fclose($left);
var_dump(read_all($right) === $bytes);
wait_for(fn () => substr_count($server->stdout(), 'closed') === 2);
$server->stop();
$lines = explode("\n", trim($server->stdout()));
sort($lines);
echo implode("\n", $lines), "\n";
?>
--EXPECT--
joined
joined
from the left
from the right
bool(true)
left closed
right closed
