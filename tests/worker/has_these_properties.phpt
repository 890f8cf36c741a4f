--TEST--
A new worker's properties and their defaults
--EXTENSIONS--
crew
--FILE--
<?php
foreach (get_object_vars(new Worker('tcp://127.0.0.1:0')) as $name => $value) {
    echo str_pad($name, 20), json_encode($value, JSON_PRESERVE_ZERO_FRACTION | JSON_UNESCAPED_SLASHES), "\n";
}
?>
--EXPECT--
addr                "tcp://127.0.0.1:0"
name                ""
workerNum           null
reusePort           false
mode                "shared"
stopTimeout         10.0
maxSendBufferSize   1048576
maxPackageSize      10485760
protocol            null
control             null
pidFile             null
logFile             null
logLevel            null
stdoutFile          null
maxRequests         0
maxMemory           0
maxLifetime         0.0
maxConnections      0
maxRequestLineSize  8192
maxHeaderSize       32768
maxHeaderCount      100
headerTimeout       30.0
bodyTimeout         60.0
keepAliveTimeout    75.0
responseTimeout     60.0
maxUploadSize       134217728
documentRoot        null
idleTimeout         0.0
callbackTimeout     0.0
callbackTimeoutAction"replace"
user                null
group               null
cpuAffinity         false
metrics             ""
allSocket           []
id                  null
localAddress        null
onConnect           null
onMessage           null
onBody              null
onClose             null
onError             null
onBufferFull        null
onBufferDrain       null
onWorkerStart       null
onWorkerStop        null
onTask              null
