--TEST--
A second fclose is the TypeError of any closed resource, and harmless
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn) {
        fwrite($conn, "bye\n");
        fclose($conn);
        foreach (['fclose', 'feof', 'fflush'] as $function) {
            try {
                $function($conn);
            } catch (TypeError $e) {
                echo $e->getMessage(), "\n";
            }
        }
        try {
            fwrite($conn, 'late');
        } catch (TypeError $e) {
            echo $e->getMessage(), "\n";
        }
    };
    $worker->onClose = fn () => print("over\n");
    $worker->start();
    PHP);
echo raw($server->address, "go\n");
echo $server->wait_for_output('over');
$server->stop();
?>
--EXPECT--
bye
fclose(): supplied resource is not a valid stream resource
feof(): supplied resource is not a valid stream resource
fflush(): supplied resource is not a valid stream resource
fwrite(): supplied resource is not a valid stream resource
over
