--TEST--
Workers draw different random numbers, even when the script seeded the generator before start()
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

foreach (['', 'mt_srand(42); mt_rand(); lcg_value();'] as $seed) {
    $server = crew_start(<<<PHP
        $seed
        \$worker = new Crew\Worker('text://127.0.0.1:0');
        \$worker->workerNum = 4;
        \$worker->onWorkerStart = function () {
            echo implode(' ', [mt_rand(), rand(), lcg_value(), random_int(0, PHP_INT_MAX), uniqid('', true), mt_rand(1, 1000000)]) . "\\n";
        };
        \$worker->start();
        PHP);
    wait_for(fn () => substr_count($server->stdout(), "\n") === 4);
    $server->stop();
    $draws = array_map(fn ($line) => explode(' ', $line), explode("\n", trim($server->stdout())));
    foreach (['mt_rand', 'rand', 'lcg_value', 'random_int', 'uniqid', 'mt_rand in a range'] as $i => $function) {
        echo "$function: ", count(array_unique(array_column($draws, $i))), " different\n";
    }
}
?>
--EXPECT--
mt_rand: 4 different
rand: 4 different
lcg_value: 4 different
random_int: 4 different
uniqid: 4 different
mt_rand in a range: 4 different
mt_rand: 4 different
rand: 4 different
lcg_value: 4 different
random_int: 4 different
uniqid: 4 different
mt_rand in a range: 4 different
