--TEST--
Inside a namespace Worker is that namespace's
--EXTENSIONS--
crew
--FILE--
<?php
namespace App;

try {
    new Worker('tcp://127.0.0.1:0');
} catch (\Error $e) {
    echo $e->getMessage(), "\n";
}
echo get_class(new \Worker('tcp://127.0.0.1:0')), "\n";
?>
--EXPECT--
Class "App\Worker" not found
Crew\Worker
