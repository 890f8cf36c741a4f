--TEST--
Properties are checked and computed on hot paths, too, with opcache and JIT
--EXTENSIONS--
crew
opcache
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

foreach ([['opcache.jit_buffer_size' => 0], ['opcache.jit_buffer_size' => '16M', 'opcache.jit' => 'tracing'],
    ['opcache.jit_buffer_size' => '16M', 'opcache.jit' => 'function']] as $ini) {
    $server = crew_start(<<<'PHP'
        class Hot extends Worker
        {
            public $onMessage = 'strlen';
            public $workerNum = 1;

            public function assign($callback)
            {
                $this->onMessage = $callback;
            }

            public function callback()
            {
                return $this->onMessage;
            }

            public function serve(Crew\Connection $conn, $message)
            {
                for ($i = 0; $i < 1000; $i++) {
                    $before = $conn->bytesWritten;
                    $conn->send('.');
                    $sum = ($sum ?? 0) + $conn->bytesWritten - $before + count($this->allSocket);
                }
                $conn->end("\n$sum");
            }
        }

        $worker = new Hot('tcp://127.0.0.1:0');
        for ($i = 0; $i < 1000; $i++) {
            $worker->assign($i % 2 ? 'strrev' : 'strlen');
            $read[$worker->callback()] = true;
        }
        try {
            $worker->assign('no_such_function');
        } catch (TypeError $e) {
            echo implode(' ', array_keys($read)), ': ', $e->getMessage(), "\n";
        }
        $worker->assign([$worker, 'serve']);
        $worker->start();
        PHP, $ini + ['opcache.enable_cli' => 1]);
    echo ltrim(raw($server->address, "go\n"), '.');
    echo "\n", $server->stdout();
    $server->stop();
}
?>
--EXPECT--

2000
strlen strrev: Hot::$onMessage must be callable or null, a string that names no function given

2000
strlen strrev: Hot::$onMessage must be callable or null, a string that names no function given

2000
strlen strrev: Hot::$onMessage must be callable or null, a string that names no function given
