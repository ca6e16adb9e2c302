using Graph.Upstreams.Embedded;

namespace Graph.Tests.Upstreams;

public sealed class LoopbackAddressTests
{
    [Theory]
    [InlineData("http://localhost:5000", "http://localhost:5000/")]
    [InlineData("http://127.0.0.1:5000", "http://127.0.0.1:5000/")]
    [InlineData("http://127.0.0.2:5000/", "http://127.0.0.2:5000/")]
    [InlineData("http://[::1]:5000", "http://[::1]:5000/")]
    [InlineData("http://[::]:5000", "http://localhost:5000/")]
    [InlineData("http://0.0.0.0:5000", "http://localhost:5000/")]
    [InlineData("http://+:5000", "http://localhost:5000/")]
    [InlineData("http://*:80", "http://localhost/")]
    [InlineData("http://[::]:5000;http://127.0.0.1:5001", "http://127.0.0.1:5001/")]
    [InlineData("https://localhost:5001;http://localhost:5000", "http://localhost:5000/")]
    [InlineData("https://localhost:5001", null)]
    [InlineData("http://192.0.2.1:5000", null)]
    [InlineData("http://graph.example:5000", null)]
    [InlineData("http://unix:/tmp/graph.sock", null)]
    [InlineData("nonsense", null)]
    [InlineData("", null)]
    public void Of_WhereAServerListens_IsWhereItsOwnMachineReachesIt(string addresses, string? expected) =>
        Assert.Equal(expected, LoopbackAddress.Of(addresses.Split(';'))?.ToString());
}
